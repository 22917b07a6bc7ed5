/** What holds of a decision whatever it asked of the evaluator, and of one for which the fuel did not last (SEL-23). Broken laws are told in words. */
import type { CartFacts } from "../../shared/model/cart-facts.ts";
import type { DecisionResult } from "../../shared/model/decision.ts";
import type { PricingCase } from "../differential/random-case.ts";
import type { Metered } from "./fuel-meter.ts";
import { sumOf } from "./law.ts";
import { lateApplicationsMost, lateStepsMost } from "./overshoot.ts";

/** SEL-23: beyond the fuel goes the application at which it ran out, and what is done without a look at it. */
export function brokenBounds(
  priced: PricingCase,
  { spent, greatest, late }: Metered,
  fuel: number,
): readonly string[] {
  const [applications, steps] = [lateApplicationsMost(priced), lateStepsMost(priced)];
  const beside = spent - fuel - greatest - late.steps;
  return [
    ...(late.applications > applications
      ? [`${late.applications} applications without fuel, not ${applications}`]
      : []),
    ...(beside > steps ? [`${beside} steps without fuel beside applications, not ${steps}`] : []),
  ];
}

/**
 * SEL-22, SEL-23: what was not judged says so, and nothing that could be otherwise is called proven. The decision explains all promotions of the
 * cart and gives no hints; `whole` is one for which the fuel lasted.
 */
export function brokenHonesty(
  { decision, notJudged }: Metered,
  fuel: number,
  whole: DecisionResult,
): readonly string[] {
  const broken: string[] = [];
  const { proven, could_be_better_by = 0, totals, applied, explain } = decision;
  if (notJudged.length > 0 && proven) broken.push("something was not judged, and it is proven");
  if (could_be_better_by < 0) broken.push("it could be better by less than nothing");
  const isOther = totals.to_pay !== whole.totals.to_pay || applied.length !== whole.applied.length;
  if (proven && isOther) broken.push("it is proven, and with more fuel it is otherwise");
  let judged = 0;
  for (const { promotion, status, reasons } of explain?.promotions ?? []) {
    const isTooComplex = reasons.length === 1 && reasons[0]?.code === "too_complex";
    // Under POL-3 `one` another code's selection may have had no fuel for what this one applied.
    if (status !== "applied" && isTooComplex !== notJudged.includes(promotion)) {
      broken.push(`${promotion} says ${reasons.map(({ code }) => code).join() || "nothing"}`);
    }
    if (!isTooComplex) judged += 1;
  }
  if (judged > fuel) broken.push(`${judged} promotions were judged with ${fuel} steps`);
  return broken;
}

/** AWD-14, SEL-12, SEL-13. */
export function brokenSums(decision: DecisionResult, facts: CartFacts): readonly string[] {
  const { lines, shipping, totals, applied } = decision;
  const broken: string[] = [];
  const isAmount = (amount: number) => Number.isSafeInteger(amount) && amount >= 0;
  const check = (holds: boolean, what: string) => {
    if (!holds) broken.push(what);
  };
  for (const [index, line] of lines.entries()) {
    const { floor = 0, list = 0, gift_of } = facts.lines[index] ?? {};
    const price = line.catalog / line.quantity;
    for (const { net, parts } of line.units) {
      check(isAmount(net) && net <= price, `${line.id} has a net of ${net}`);
      check(gift_of !== undefined || net >= Math.min(floor, price), `${line.id} is below its floor`);
      check(net + sumOf(parts.map(({ amount }) => amount)) === price, `${line.id} does not add up`);
    }
    check(price <= list, `${line.id} costs more than its list price`);
    check(sumOf(line.units.map(({ count }) => count)) === line.quantity, `${line.id} lost units`);
    check(sumOf(line.units.map(({ count, net }) => count * net)) === line.total, `${line.id} has no sum`);
  }
  for (const { id, amount, total, parts } of shipping) {
    check(isAmount(total) && total + sumOf(parts.map((part) => part.amount)) === amount, `charge ${id}`);
  }
  const items = sumOf(lines.map(({ total }) => total));
  const charged = sumOf(shipping.map(({ total }) => total));
  const before = sumOf(lines.map(({ catalog }) => catalog)) + sumOf(shipping.map(({ amount }) => amount));
  check(totals.items === items && totals.shipping === charged, "items and shipping have other sums");
  check(totals.to_pay === items + charged && isAmount(totals.to_pay), "to_pay has another sum");
  check(totals.saved === before - totals.to_pay && isAmount(totals.saved), "saved has another sum");
  check(sumOf(applied.map(({ saved }) => saved)) === totals.saved, "what is applied saves something else");
  return broken;
}
