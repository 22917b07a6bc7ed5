/**
 * `npm run bench [-- --quick] [-- --date=2026-06-10]`: our engine beside others, in one run. Answers are compared first, then everybody is
 * timed in turns; figures are medians and say ratios on this machine. A full run writes bench/results.json, docs/performance.md and its
 * plot; a quick one prints what it found.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { LIMITS } from "../shared/model/limits.ts";
import { PEERS_FOLDER } from "./adapters/peer-package.ts";
import { askFresh } from "./measure/children.ts";
import { type ContestResult, holdContest } from "./measure/contest.ts";
import { type LoadResult, measureLoads } from "./measure/loads.ts";
import type { QuoteParts } from "./measure/protocol.ts";
import { makeSchedule, mixed, type Schedule } from "./measure/schedule.ts";
import { measureStores } from "./measure/stores-case.ts";
import { writeReport } from "./report/document.ts";
import type { Results } from "./report/results.ts";
import { matchingPart } from "./report/tables.ts";
import { targetsOf } from "./report/targets.ts";

const began = performance.now();
const problems: string[] = [];

function say(text: string): void {
  console.log(`${((performance.now() - began) / 1_000).toFixed(0).padStart(4)} s  ${text}`);
}

/** What cannot be measured is said in the results and ends nothing else. */
async function attempt<T>(what: string, measure: () => Promise<T>): Promise<T | null> {
  say(what);
  try {
    return await measure();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    problems.push(`${what} (${why.replaceAll("\n", " ")})`);
    say(`  not measured: ${why}`);
    return null;
  }
}

/** The compared packages are fetched by nothing but this. */
function installPeers(): void {
  if (existsSync(join(PEERS_FOLDER, "node_modules"))) return;
  say("fetching the compared packages into bench/peers");
  const shell = process.platform === "win32";
  const { status } = spawnSync("npm", ["ci", "--no-audit", "--no-fund"], {
    cwd: PEERS_FOLDER,
    stdio: "inherit",
    shell,
  });
  if (status !== 0) problems.push("the compared packages, since `npm ci` in bench/peers failed");
}

async function holdContests({ contests, pace }: Schedule, folder: string): Promise<ContestResult[]> {
  const held: ContestResult[] = [];
  for (const spec of contests) {
    const { series, promotions, cart } = spec.workload;
    const what = `${promotions} promotions (${series}), ${cart.lines} lines, ${cart.segments} segments: ${spec.engines.join(", ")}`;
    const contest = await attempt(what, () => holdContest(spec, pace, folder));
    if (contest !== null) held.push(contest);
  }
  return held;
}

async function loadAll({ loads, loadRounds }: Schedule, folder: string): Promise<LoadResult[]> {
  const loaded: LoadResult[] = [];
  for (const { spec, engines } of loads) {
    const what = `load of ${spec.promotions} promotions: ${engines.join(", ")}`;
    const results = await attempt(what, () => measureLoads(spec, engines, loadRounds, folder));
    loaded.push(...(results ?? []));
  }
  return loaded;
}

async function quoteAll({ quote, quotesDemo }: Schedule): Promise<QuoteParts[]> {
  const quotes: QuoteParts[] = [];
  for (const spec of [mixed(10_000), ...(quotesDemo ? [null] : [])]) {
    const what = `parts of a quote against ${spec === null ? "the demo" : "10,000 promotions"}`;
    const parts = await attempt(what, () => askFresh({ ask: "quote", spec, ...quote }));
    if (parts !== null) quotes.push(parts);
  }
  return quotes;
}

async function measureAll(schedule: Schedule, date: string | null, folder: string): Promise<Results> {
  const [cpu] = cpus();
  const { http, storesPerCartMs } = schedule;
  return {
    mode: schedule.mode,
    date,
    machine: {
      node: process.version,
      platform: `${process.platform} ${process.arch}`,
      cpu: cpu?.model ?? "unknown CPU",
      cores: cpus().length,
      memoryBytes: totalmem(),
    },
    contests: await holdContests(schedule, folder),
    loads: await loadAll(schedule, folder),
    stores: await attempt("a chain of 2,000 stores", () => measureStores(folder, storesPerCartMs)),
    quotes: await quoteAll(schedule),
    http: http === null ? null : await attempt("quotes over HTTP", () => askFresh({ ask: "http", ...http })),
    blobLoadBytes: LIMITS.blobLoadBytes,
    blobBytes: LIMITS.blobBytes,
    problems,
  };
}

const mode = process.argv.includes("--quick") ? "quick" : "full";
const date = process.argv.find((argument) => argument.startsWith("--date="))?.slice("--date=".length) ?? null;
const folder = mkdtempSync(join(tmpdir(), "lidia-bench-"));
try {
  installPeers();
  const results = await measureAll(makeSchedule(mode), date, folder);
  if (mode === "full") writeReport(results);
  else console.log(`\n${matchingPart(results)}\n`);
  for (const { what, bound, measured, isMet } of targetsOf(results)) {
    console.log(
      `${isMet === null ? "   ?   " : isMet ? "  met  " : "NOT MET"}  ${what}: ${measured} (${bound})`,
    );
  }
  const wrong = results.contests
    .flatMap(({ entries }) => entries)
    .filter(({ opened, agrees }) => opened !== null && !agrees);
  for (const { engine, agreement } of wrong) {
    console.log(`WRONG ANSWERS  ${engine}: ${agreement?.right} of ${agreement?.compared} carts are right`);
  }
  if (wrong.some(({ engine }) => ["lidia", "loop", "reference"].includes(engine))) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
