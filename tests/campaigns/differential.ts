/**
 * The differential test at length, in several processes. A run that was cut short goes on where it was (Progress); the time may be bounded.
 */
import { availableParallelism } from "node:os";
import type { CampaignResult } from "../campaign.ts";
import { describeDifference, differingSeed, pairsToRun, unnamedDifference } from "../differential/compare.ts";
import { compiledEvaluate, referencePlain } from "../differential/evaluators.ts";
import { MISTAKES_IN_REFERENCE, type Mistake } from "../differential/planted.ts";
import { MISTAKES_IN_COMPILED } from "../differential/planted-compiled.ts";
import { Progress } from "../differential/progress.ts";
import { randomCase } from "../differential/random-case.ts";
import { type SeedRange, type ShardAnswer, withEight } from "../differential/seed-ranges.ts";
import { runShards } from "../differential/shards.ts";

export const summary =
  "both evaluators price random carts by random rules to the same bytes (DIFFERENTIAL_PAIRS, _SEED, _PROCESSES, _MINUTES; CAMPAIGN_STATE)";

const RANGE_PAIRS = 1_000;
/** Pairs within which a planted mistake must show. */
const PLANTED_PAIRS = 5_000;

export async function run(): Promise<CampaignResult> {
  const { seed, pairs } = pairsToRun(1_000_000);
  const { DIFFERENTIAL_PROCESSES, DIFFERENTIAL_MINUTES } = process.env;
  const processes = Number(DIFFERENTIAL_PROCESSES ?? availableParallelism());
  const minutes = Number(DIFFERENTIAL_MINUTES ?? Infinity);
  const progress = new Progress(`differential-${seed}`);
  const ranges = rangesOf(seed, pairs);
  const left = ranges.filter((range) => !progress.isDone(range));
  let done = pairs - pairsIn(left);
  console.log(
    `${pairs} pairs from seed ${seed} in ${processes} processes; ${done} done before (${progress.path})`,
  );
  const late = countLate(seed);
  const differing = await runShards({
    ranges: left,
    processes,
    endsAtMs: Date.now() + minutes * 60_000,
    onAnswer({ range, found }) {
      if (found !== null) return;
      progress.add(range);
      done += range.pairs;
      if (done % 20_000 < range.pairs) console.log(`${done} pairs equal, lately from seed ${range.from}`);
    },
  });
  if (differing?.found) {
    console.log(describe(differing.found));
    return {
      figure: `${done} of ${pairs} pairs equal, seed ${differing.found.seed} differs`,
      reached: false,
    };
  }
  return { figure: `${done} of ${pairs} pairs equal`, reached: late === 0 && done === pairs };
}

function rangesOf(seed: number, pairs: number): SeedRange[] {
  return Array.from({ length: Math.ceil(pairs / RANGE_PAIRS) }, (_, index) => ({
    from: seed + index * RANGE_PAIRS,
    pairs: Math.min(RANGE_PAIRS, pairs - index * RANGE_PAIRS),
  }));
}

function pairsIn(ranges: readonly SeedRange[]): number {
  return ranges.reduce((sum, { pairs }) => sum + pairs, 0);
}

/** How soon each planted mistake is found; counts those that are not. */
function countLate(seed: number): number {
  const first = (mistake: Mistake) => differingSeed(mistake.evaluate, compiledEvaluate, seed, PLANTED_PAIRS);
  const second = (mistake: Mistake) => differingSeed(referencePlain, mistake.evaluate, seed, PLANTED_PAIRS);
  return [
    ...MISTAKES_IN_REFERENCE.map((mistake) => report(`reference: ${mistake.what}`, first(mistake), seed)),
    ...MISTAKES_IN_COMPILED.map((mistake) => report(`compiled: ${mistake.what}`, second(mistake), seed)),
  ].filter((isFound) => !isFound).length;
}

function report(what: string, found: number | null, seed: number): boolean {
  console.log(found === null ? `NOT FOUND ${what}` : `found after ${found - seed + 1} pairs: ${what}`);
  return found !== null;
}

function describe({ seed, made }: NonNullable<ShardAnswer["found"]>): string {
  if (made === "unnamed") return `seed ${seed}: ${unnamedDifference(compiledEvaluate, randomCase(seed))}`;
  return describeDifference(
    referencePlain,
    compiledEvaluate,
    seed,
    made === "crowded" ? withEight : randomCase,
  );
}
