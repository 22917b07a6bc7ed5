/** What the production bundles are made of: the system clock, and nothing of the local run, the tests or the reference evaluator. */
import { build } from "esbuild";
import { expect, test } from "vitest";
import { bundleOptions } from "../local/workers.ts";

/** The files of the repository that a bundle holds. */
async function filesOf(entry: string): Promise<string[]> {
  const { metafile } = await build({ ...bundleOptions(entry), metafile: true });
  return Object.keys(metafile.inputs).filter((path) => !path.startsWith("node_modules/"));
}

const foreign = /^(local|tests|demo|shared\/reference)\/|\.test\.ts$|\/testing\.ts$/;

test.each(["worker/index.ts", "control-plane/index.ts"])("%s holds the product only", async (entry) => {
  const files = await filesOf(entry);
  expect(files).toContain(entry);
  expect(files.filter((path) => foreign.test(path))).toEqual([]);
});

test.each(["local/edge.ts", "local/control.ts"])(
  "%s holds the settable clock, which the test would see",
  async (entry) => {
    expect((await filesOf(entry)).filter((path) => foreign.test(path))).toContain("local/settable.ts");
  },
);

test("the edge holds nothing that compiles or checks what is authored", async () => {
  const files = await filesOf("worker/index.ts");
  expect(files.filter((path) => /^(shared\/(validate|compile)|control-plane)\//.test(path))).toEqual([]);
});

test("the edge carries no sentences of rules: their kinds declare them, and nothing there says them", async () => {
  const textOf = async (entry: string) => {
    const { outputFiles } = await build({ ...bundleOptions(entry), write: false });
    return outputFiles.map(({ text }) => text).join("");
  };
  expect(await textOf("control-plane/index.ts")).toContain("der Warenkorb");
  expect(await textOf("worker/index.ts")).not.toContain("der Warenkorb");
});
