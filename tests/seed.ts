/** FC_SEED and FC_RUNS set the seed and the number of runs of every property; a failing one prints its seed. */
import fc from "fast-check";

const { FC_SEED, FC_RUNS } = process.env;

fc.configureGlobal({
  ...(FC_SEED ? { seed: Number(FC_SEED) } : {}),
  ...(FC_RUNS ? { numRuns: Number(FC_RUNS) } : {}),
});
