/** As many pairs again as in differential.test.ts, with the seeds that follow: a file runs on one core. */
import { expect, test } from "vitest";
import { describeDifference, differingSeed, pairsToRun } from "./compare.ts";
import { compiledEvaluate, referencePlain } from "./evaluators.ts";

const { seed, pairs } = pairsToRun(10_000);
const TIMEOUT_MS = 300_000;

test(`both evaluators agree on ${pairs} random pairs from seed ${seed + pairs}`, {
  timeout: TIMEOUT_MS,
}, () => {
  const found = differingSeed(referencePlain, compiledEvaluate, seed + pairs, pairs);
  if (found !== null) expect.fail(describeDifference(referencePlain, compiledEvaluate, found));
});
