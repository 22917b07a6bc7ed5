/** The laws of pricing hold of both evaluators. */
import { compiledEvaluate, referencePlain } from "../differential/evaluators.ts";
import type { Judged } from "./law.ts";
import { pricingLaws } from "./pricing-laws.ts";
import { stackingLaws } from "./stacking-laws.ts";
import { variedLaws } from "./varied-laws.ts";
import { windowLaws } from "./window-laws.ts";

const JUDGED: Judged[] = [
  { name: "reference", evaluate: referencePlain, runs: 150 },
  { name: "compiled", evaluate: compiledEvaluate, runs: 400 },
];

for (const judged of JUDGED) {
  pricingLaws(judged);
  stackingLaws(judged);
  variedLaws(judged);
  windowLaws(judged);
}
