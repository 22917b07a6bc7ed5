/**
 * What of a long run is done, kept in a file so that a run that was cut short goes on where it was. It counts for the very sources that it was
 * made with: after any change of them it begins anew.
 */
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import type { SeedRange } from "./seed-ranges.ts";

const root = join(import.meta.dirname, "../..");
const ProgressSchema = z.strictObject({ sources: z.string(), done: z.array(z.int()) });

export class Progress {
  readonly path: string;
  readonly #sources = digestOfSources();
  readonly #done: Set<number>;

  /** CAMPAIGN_STATE names the folder; by default one beside the local instance's state. */
  constructor(name: string) {
    const folder = process.env.CAMPAIGN_STATE ?? join(root, ".state/campaigns");
    mkdirSync(folder, { recursive: true });
    this.path = join(folder, `${name}.json`);
    this.#done = new Set(this.#read());
  }

  isDone({ from }: SeedRange): boolean {
    return this.#done.has(from);
  }

  add({ from }: SeedRange): void {
    this.#done.add(from);
    const text = JSON.stringify({ sources: this.#sources, done: [...this.#done] });
    writeFileSync(`${this.path}.new`, text);
    renameSync(`${this.path}.new`, this.path);
  }

  #read(): number[] {
    try {
      const { sources, done } = ProgressSchema.parse(JSON.parse(readFileSync(this.path, "utf8")));
      return sources === this.#sources ? done : [];
    } catch {
      return [];
    }
  }
}

/** Of everything that a pair depends on. */
function digestOfSources(): string {
  const hash = createHash("sha256");
  for (const folder of ["shared", "tests/differential"]) {
    const files = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" });
    for (const file of files.filter((each) => /(?<!\.test)\.ts$/.test(each)).sort()) {
      hash.update(file).update(readFileSync(join(root, folder, file)));
    }
  }
  return hash.digest("hex");
}
