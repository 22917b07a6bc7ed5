/** Where our engine must be, as ratios within one run, each with what was measured and whether it is met. */
import type { EngineName } from "../adapters/engines.ts";
import { mixed } from "../measure/schedule.ts";
import type { WorkloadSpec } from "../workload/workload.ts";
import { contestOf, microsOf, type Results, ratioOf } from "./results.ts";
import { figure, megabytes, times } from "./text.ts";

export interface Target {
  readonly what: string;
  readonly bound: string;
  readonly measured: string;
  /** Null: not measured in this run. */
  readonly isMet: boolean | null;
}

export function targetsOf(results: Results): Target[] {
  return [
    ...matchingTargets(results),
    smallTarget(results, 10),
    smallTarget(results, 100),
    aheadOfAll(results),
    ...loadTargets(results),
    growthTarget(results),
    atLeast(
      "full decision, 10,000 promotions, 10 lines: the loop's time over ours",
      10,
      decideRatio(results),
    ),
    quoteTarget(results),
    ...storesTargets(results),
    blobTarget(results, 10_000),
    blobTarget(results, 100_000),
  ];
}

function atLeast(what: string, bound: number, ratio: number | null): Target {
  const isMet = ratio === null ? null : ratio >= bound;
  return { what, bound: `at least ${bound} ×`, measured: times(ratio), isMet };
}

function atMost(what: string, bound: string, measured: string, isMet: boolean | null): Target {
  return { what, bound, measured, isMet };
}

function matchRatio(results: Results, spec: WorkloadSpec, engine: EngineName): number | null {
  const contest = contestOf(results, spec);
  return ratioOf(microsOf(contest, engine, "match"), microsOf(contest, "lidia", "match"));
}

function decideRatio(results: Results): number | null {
  const contest = contestOf(results, mixed(10_000));
  return ratioOf(microsOf(contest, "loop", "decide"), microsOf(contest, "lidia", "decide"));
}

function matchingTargets(results: Results): Target[] {
  const contest = contestOf(results, mixed(10_000));
  const libraries = (contest?.entries ?? [])
    .filter(({ engine, opened }) => !["lidia", "loop", "reference"].includes(engine) && opened?.runsOnWorkers)
    .flatMap(({ engine }) => microsOf(contest, engine, "match") ?? []);
  const ours = microsOf(contest, "lidia", "match");
  const fastest = libraries.length === 0 ? null : Math.min(...libraries);
  return [
    atLeast(
      "matching, 10,000 promotions, 10 lines: the loop's time over ours",
      20,
      matchRatio(results, mixed(10_000), "loop"),
    ),
    atLeast("the same, the fastest rule library that runs on Workers over ours", 300, ratioOf(fastest, ours)),
    atLeast(
      "matching, 100,000 promotions, 10 lines: the loop's time over ours",
      100,
      matchRatio(results, mixed(100_000), "loop"),
    ),
  ];
}

/** No regression where there is little to find. */
function smallTarget(results: Results, promotions: number): Target {
  const ratio = matchRatio(results, mixed(promotions), "loop");
  return atLeast(`matching, ${promotions} promotions: the loop's time over ours`, 1, ratio);
}

function aheadOfAll(results: Results): Target {
  const behind: string[] = [];
  let compared = 0;
  for (const contest of results.contests) {
    const ours = microsOf(contest, "lidia", "match");
    for (const { engine, opened } of contest.entries) {
      const theirs = microsOf(contest, engine, "match");
      if (ours === null || theirs === null || engine === "lidia" || engine === "loop") continue;
      compared += 1;
      if (theirs < ours) behind.push(`${opened?.name ?? engine} at ${contest.workload.promotions}`);
    }
  }
  const measured =
    behind.length === 0 ? `ahead in all ${compared} comparisons` : `behind ${behind.join(", ")}`;
  const isMet = compared === 0 ? null : behind.length === 0;
  return { what: "matching beside every rule engine, at every size", bound: "ahead of all", measured, isMet };
}

function loadTargets(results: Results): Target[] {
  const of = (engine: EngineName) =>
    results.loads.find((load) => load.engine === engine && load.promotions === 10_000) ?? null;
  const [ours, loop] = [of("lidia"), of("loop")];
  return (["fresh", "warm"] as const).map((state) =>
    atLeast(
      `from bytes, 10,000 promotions, ${state} process: the loop's parse and sets over our load with a first decision`,
      40,
      ratioOf(loop?.[state].loadMs ?? null, ours?.[state].firstDecisionMs ?? null),
    ),
  );
}

function growthTarget(results: Results): Target {
  const at = (promotions: number) =>
    microsOf(contestOf(results, { ...mixed(promotions), series: "steady" }), "lidia", "match");
  const ratio = ratioOf(at(100_000), at(1_000));
  const what =
    "matching from 1,000 to 100,000 promotions with the same matches: our time at the end over that at the start";
  return atMost(what, "at most 3 ×", times(ratio), ratio === null ? null : ratio <= 3);
}

function quoteTarget({ quotes }: Results): Target {
  const parts = quotes[0]?.parts.slice(0, -1) ?? [];
  const largest = parts.toSorted((a, b) => b.micros - a.micros)[0];
  return atMost(
    "from request bytes to response bytes, 10,000 promotions, 10 lines: the largest part",
    "not the decision",
    largest === undefined ? "–" : `${largest.part}, ${figure(largest.micros)} µs`,
    largest === undefined ? null : largest.part !== "decision",
  );
}

function storesTargets({ stores }: Results): Target[] {
  const what = "5,000 promotions over 2,000 stores, a cart of 50 lines";
  const micros = stores?.p95Micros ?? null;
  const bytes = stores?.rulesBytes ?? null;
  return [
    atMost(
      `${what}: CPU of a decision, 95 of 100 carts`,
      "below 10 ms",
      micros === null ? "–" : `${figure(micros / 1_000)} ms`,
      micros === null ? null : micros < 10_000,
    ),
    atMost(
      `${what}: rules blob`,
      "below 5 MB",
      bytes === null ? "–" : megabytes(bytes),
      bytes === null ? null : bytes < 5_000_000,
    ),
  ];
}

/** What was published must load, and publication has the tighter bound. */
function blobTarget(results: Results, promotions: number): Target {
  const entry = contestOf(results, mixed(promotions))?.entries.find(({ engine }) => engine === "lidia");
  const bytes = entry?.rulesBytes ?? null;
  return atMost(
    `rules blob of ${promotions === 10_000 ? "10,000" : "100,000"} promotions: can be published`,
    `at most ${megabytes(results.blobBytes)}`,
    bytes === null ? "–" : megabytes(bytes),
    bytes === null ? null : bytes <= results.blobBytes,
  );
}
