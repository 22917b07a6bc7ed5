/** The laws of pricing hold of both evaluators. */
import { EVALUATORS } from "../differential/evaluators.ts";
import { pricingLaws } from "./pricing-laws.ts";

for (const { name, evaluate } of EVALUATORS) pricingLaws(name, evaluate);
