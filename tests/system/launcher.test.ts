/** The launcher, in a folder that looks like a fresh clone, with a stand-in for npm that installs next to nothing. */
import { spawn, spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

const repository = join(import.meta.dirname, "../..");
let folder = "";

/** Records its arguments, and installs this very Node as the project's own. */
const npm = `#!/bin/sh
echo "$@" >> npm.log
mkdir -p node_modules/node/bin
ln -sf "${process.execPath}" node_modules/node/bin/node
`;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lidia-launcher-"));
  mkdirSync(join(folder, "local"));
  mkdirSync(join(folder, "bin"));
  cpSync(join(repository, "local/run.cjs"), join(folder, "local/run.cjs"));
  write("package-lock.json", "{}");
  write(
    "script.ts",
    "const n: number = 7;\nconsole.log(process.execPath, process.argv[2]);\nprocess.exitCode = n;",
  );
  writeNpm(npm);
});

afterEach(() => rmSync(folder, { recursive: true }));

function write(path: string, text: string): void {
  writeFileSync(join(folder, path), text);
}

function writeNpm(script: string): void {
  write("bin/npm", script);
  chmodSync(join(folder, "bin/npm"), 0o755);
}

function environment() {
  return { ...process.env, PATH: [join(folder, "bin"), process.env.PATH].join(delimiter) };
}

function launch(flags: string[] = []) {
  const args = [...flags, "local/run.cjs", "script.ts", "word"];
  return spawnSync(process.execPath, args, { cwd: folder, env: environment(), encoding: "utf8" });
}

test("it installs once for each lockfile, then runs the script with the project's Node", () => {
  const first = launch();
  expect(first.stderr).toBe("Installing dependencies …\n");
  expect(first.stdout).toMatch(/^\S+ word\n$/);
  expect(first.status).toBe(7);
  const second = launch();
  expect(second.stderr).toBe("");
  expect(second.status).toBe(7);
  write("package-lock.json", "{ }");
  expect(launch().stderr).toBe("Installing dependencies …\n");
  const calls = readFileSync(join(folder, "npm.log"), "utf8").trimEnd().split("\n");
  expect(calls).toEqual(Array(2).fill("ci --loglevel=error --no-audit --no-fund"));
});

test("a failed installation is said, not stamped", () => {
  writeNpm("#!/bin/sh\nmkdir -p node_modules\nexit 3\n");
  const first = launch();
  expect(first.status).toBe(1);
  expect(first.stderr).toContain("`npm ci` failed");
  expect(launch().stderr).toContain("Installing dependencies");
});

test("without a binary from npm it takes the system's Node 24, or says what to install", () => {
  writeNpm("#!/bin/sh\nmkdir -p node_modules\n");
  expect(launch().status).toBe(7);
  write("old.cjs", 'Object.defineProperty(process.versions, "node", { value: "20.20.2" });');
  const old = launch(["--require", "./old.cjs"]);
  expect(old.status).toBe(1);
  expect(old.stderr).toContain("Lidia needs Node 24");
  expect(old.stderr).toContain("https://nodejs.org");
});

test("it passes SIGTERM on and leaves SIGINT to the terminal", async () => {
  const wait =
    'process.on("SIGTERM", () => process.exit(9));\nsetInterval(() => {}, 1000);\nconsole.log("ready");';
  write("script.ts", wait);
  const child = spawn(process.execPath, ["local/run.cjs", "script.ts"], { cwd: folder, env: environment() });
  await new Promise((resolve) => child.stdout.once("data", resolve));
  child.kill("SIGINT");
  child.kill("SIGTERM");
  expect(await new Promise((resolve) => child.once("exit", resolve))).toBe(9);
});
