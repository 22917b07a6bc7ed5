/**
 * Mutation testing of what decides money: every mutant of the folders below must be found by the tests of the core, but for those that
 * change nothing that could be seen (tests/mutation/survivors.md). The tool has a package file of its own.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { CampaignResult } from "../campaign.ts";

export const summary = "mutation: mutants of money, evaluate and compile, at least 85 % of each found";

const ROOT = join(import.meta.dirname, "../..");
const TOOL = join(ROOT, "tests/mutation");
const STATE = join(ROOT, ".state");
const FOLDERS = ["money", "evaluate", "compile"];
const LEAST_PERCENT = 85;

interface Mutant {
  status: "Killed" | "Timeout" | "Survived" | "NoCoverage" | "Ignored" | "CompileError" | "RuntimeError";
  mutatorName: string;
  replacement?: string;
  location: { start: { line: number; column: number } };
}

type Report = { files: Record<string, { source: string; mutants: Mutant[] }> };

/** `LIDIA_MUTATE` may name other folders of `shared/`, or files in them, separated by commas. */
export async function run(): Promise<CampaignResult> {
  if (!existsSync(join(TOOL, "node_modules"))) {
    execFileSync("npm", ["ci", "--no-audit", "--no-fund", "--legacy-peer-deps"], {
      cwd: TOOL,
      stdio: "inherit",
    });
  }
  mkdirSync(STATE, { recursive: true });
  const asked = process.env.LIDIA_MUTATE?.split(",") ?? FOLDERS;
  const scores = asked.map(mutate);
  const figure = scores.map(
    ({ folder, percent, found, all }) => `${folder} ${percent} % (${found} of ${all})`,
  );
  return { figure: figure.join(", "), reached: scores.every(({ percent }) => percent >= LEAST_PERCENT) };
}

function mutate(folder: string) {
  const pattern = folder.endsWith(".ts") ? `shared/${folder}` : `shared/${folder}/**/*.ts`;
  const command = join(TOOL, "node_modules/@stryker-mutator/core/bin/stryker.js");
  const tests = "!shared/**/{*.test,testing,random-*}.ts";
  const { status } = spawnSync(
    process.execPath,
    [command, "run", "tests/mutation/stryker.config.json", "--mutate", `${pattern},${tests}`],
    { cwd: ROOT, stdio: ["ignore", "inherit", "inherit"] },
  );
  if (status !== 0) throw new Error(`the tool ended with ${status} on ${folder}`);
  const report: Report = JSON.parse(readFileSync(join(STATE, "mutation-report.json"), "utf8"));
  const mutants = Object.entries(report.files).flatMap(([file, { source, mutants: of }]) =>
    of.map((mutant) => ({ file, source, mutant })),
  );
  const counted = mutants.filter(
    ({ mutant }) => !["Ignored", "CompileError", "RuntimeError"].includes(mutant.status),
  );
  const left = counted.filter(({ mutant }) => !["Killed", "Timeout"].includes(mutant.status));
  writeFileSync(join(STATE, `survivors-${folder.replaceAll("/", "-")}.txt`), left.map(lineOf).join("\n"));
  const found = counted.length - left.length;
  return {
    folder,
    found,
    all: counted.length,
    percent: Math.floor((1_000 * found) / Math.max(1, counted.length)) / 10,
  };
}

function lineOf({ file, source, mutant }: { file: string; source: string; mutant: Mutant }): string {
  const { line, column } = mutant.location.start;
  const text = source.split("\n")[line - 1]?.trim() ?? "";
  return `${file}:${line}:${column} ${mutant.status} ${mutant.mutatorName} → ${mutant.replacement ?? ""} | ${text}`;
}
