/** The differential test at length: 20,000 pairs, and how soon each planted mistake is found. */
import type { CampaignResult } from "../campaign.ts";
import { describeDifference, differingSeed, pairsToRun } from "../differential/compare.ts";
import { compiledEvaluate, referencePlain } from "../differential/evaluators.ts";
import { MISTAKES_IN_COMPILED, MISTAKES_IN_REFERENCE } from "../differential/planted.ts";
import { randomCase } from "../differential/random-case.ts";

export const summary =
  "both evaluators price random carts by random rules to the same bytes (DIFFERENTIAL_PAIRS, DIFFERENTIAL_SEED)";

const STEP = 5_000;

export async function run(): Promise<CampaignResult> {
  const { seed, pairs } = pairsToRun(20_000);
  console.log(`${pairs} pairs from seed ${seed}`);
  let late = 0;
  for (const { what, evaluate } of MISTAKES_IN_REFERENCE) {
    late += report(`reference: ${what}`, differingSeed(evaluate, compiledEvaluate, seed, STEP), seed);
  }
  for (const { what, evaluate } of MISTAKES_IN_COMPILED) {
    late += report(`compiled: ${what}`, differingSeed(referencePlain, evaluate, seed, STEP), seed);
  }
  let done = 0;
  while (done < pairs) {
    const next = Math.min(STEP, pairs - done);
    const found = differingSeed(referencePlain, compiledEvaluate, seed + done, next);
    if (found !== null) {
      console.log(describeDifference(referencePlain, compiledEvaluate, found));
      return {
        figure: `${found - seed} of ${pairs} pairs equal, then seed ${found} differs`,
        reached: false,
      };
    }
    done += next;
    console.log(`${done} pairs equal`);
  }
  const saving = countSaving(seed, Math.min(pairs, STEP));
  return {
    figure: `${done} of ${pairs} pairs equal; ${saving} % of carts are discounted`,
    reached: late === 0,
  };
}

/** Says after how many pairs a mistake was found; 1 if it was not. */
function report(what: string, found: number | null, seed: number): number {
  console.log(found === null ? `NOT FOUND ${what}` : `found after ${found - seed + 1} pairs: ${what}`);
  return found === null ? 1 : 0;
}

function countSaving(seed: number, pairs: number): number {
  let saving = 0;
  for (let each = seed; each < seed + pairs; each += 1) {
    const { rules, facts, atMs, options } = randomCase(each);
    if (compiledEvaluate(rules, facts, atMs, options).totals.saved > 0) saving += 1;
  }
  return Math.round((saving * 100) / pairs);
}
