/** Which branches of both evaluators the pairs of the differential test take, folder by folder. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { CampaignResult } from "../campaign.ts";
import { type Branches, branchesOf, type CountedRange } from "../differential/branches.ts";
import { pairsToRun } from "../differential/compare.ts";
import { runShards } from "../differential/shards.ts";

export const summary =
  "branches of both evaluators that random pairs take, by folder (DIFFERENTIAL_PAIRS, _SEED; COVERAGE_MISSED=1 lists the others)";

/** The evaluators with everything between rules and decision. */
const FOLDERS = ["reference", "evaluate", "rules", "compile", "snapshot", "time", "money"].map(
  (name) => `shared/${name}`,
);
const PERCENT_MIN = 95;
const root = join(import.meta.dirname, "../..");

export async function run(): Promise<CampaignResult> {
  const { seed, pairs } = pairsToRun(10_000);
  console.log(`${pairs} pairs from seed ${seed}`);
  const folder = mkdtempSync(join(tmpdir(), "lidia-coverage-"));
  try {
    process.env.NODE_V8_COVERAGE = folder;
    const range = { from: seed, pairs };
    await runShards({ ranges: [range], processes: 1, endsAtMs: Infinity, onAnswer: () => {} });
    return tell(branchesByFile(folder));
  } finally {
    delete process.env.NODE_V8_COVERAGE;
    rmSync(folder, { recursive: true });
  }
}

interface Report {
  result: { url: string; functions: { ranges: CountedRange[] }[] }[];
}

function branchesByFile(folder: string): Map<string, Branches> {
  const found = new Map<string, Branches>();
  for (const name of readdirSync(folder)) {
    const report: Report = JSON.parse(readFileSync(join(folder, name), "utf8"));
    for (const { url, functions } of report.result) {
      const path = url.startsWith("file:") ? relative(root, fileURLToPath(url)) : "";
      if (!FOLDERS.some((each) => path.startsWith(`${each}/`))) continue;
      const ranges = functions.flatMap((each) => each.ranges);
      found.set(path, branchesOf(path, readFileSync(join(root, path), "utf8"), ranges));
    }
  }
  return found;
}

function tell(byFile: ReadonlyMap<string, Branches>): CampaignResult {
  const byFolder = Map.groupBy(byFile, ([path]) => dirname(path));
  for (const [folder, files] of [...byFolder].sort(([a], [b]) => (a < b ? -1 : 1))) {
    console.log(`${folder.padEnd(28)} ${inWords(files.map(([, branches]) => branches))}`);
  }
  const all = [...byFile.values()];
  const idle = all.flatMap((each) => each.idle);
  console.log(`${idle.length} functions were not called and are left out`);
  if (process.env.COVERAGE_MISSED) {
    console.log(all.flatMap(({ missed }) => missed).join("\n"));
    console.log(idle.map((place) => `${place} not called`).join("\n"));
  }
  return { figure: `branches taken: ${inWords(all)}`, reached: percentOf(all) >= PERCENT_MIN };
}

function inWords(branches: readonly Branches[]): string {
  const [taken, all] = [sum(branches, "taken"), sum(branches, "all")];
  return `${percentOf(branches).toFixed(1)} % (${taken} of ${all})`;
}

function percentOf(branches: readonly Branches[]): number {
  return (sum(branches, "taken") * 100) / Math.max(1, sum(branches, "all"));
}

function sum(branches: readonly Branches[], field: "taken" | "all"): number {
  return branches.reduce((total, each) => total + each[field], 0);
}
