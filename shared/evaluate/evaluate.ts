/**
 * (plan, facts, instant, options) → decision. The compiled path: it says the same as the reference evaluator, to the byte. Rules: docs/spec
 * (CND, AWD, SEL, POL). Nothing else goes in, so a decision can be computed again (SEL-14).
 */
import type { CartFacts } from "../model/cart-facts.ts";
import type { AppliedPromotion, DecisionResult, EvaluateOptions } from "../model/decision.ts";
import { policiesInForce } from "../model/policies.ts";
import { NONE } from "../snapshot/rules-blob.ts";
import { instantText } from "../time/instant-text.ts";
import { answerCodes, explainPromotions, type Selections, traceOf } from "./answers.ts";
import { type Lowered, lowerPrices } from "./catalogue-stage.ts";
import { codeOf } from "./codes.ts";
import { decisionLines } from "./decision-lines.ts";
import { meet, restsOnFirstOrder } from "./eligibility.ts";
import { hintsOf } from "./hints.ts";
import { Inputs } from "./inputs.ts";
import type { Plan } from "./plan.ts";
import { isBetter, type Selection, select } from "./selection.ts";

/** Prices a cart. */
export function evaluate(
  plan: Plan,
  facts: CartFacts,
  atMs: number,
  options: EvaluateOptions,
): DecisionResult {
  const inputs = new Inputs(plan, facts, atMs, options);
  const lowered = lowerPrices(inputs);
  if (lowered.catalogs !== null) inputs.lowerTo(lowered.catalogs);
  const selections = makeSelections(inputs, lowered);
  const { counted } = selections;
  const { lines, shipping } = decisionLines(inputs, counted.applied, lowered);
  const result: DecisionResult = {
    at: instantText(atMs),
    currency: facts.currency,
    tax_mode: facts.tax_mode,
    ...(facts.country_from === undefined ? {} : { country_from: facts.country_from }),
    policies: policiesInForce(plan.policies),
    left_out: options.left_out,
    granted: options.granted,
    ...proofOf(inputs, selections),
    lines,
    shipping,
    totals: totalsOf(lines, shipping),
    applied: appliedPromotions(inputs, counted),
    codes: answerCodes(inputs, selections),
    gifts: [...counted.applied.gifts.open],
    hints: [],
    exposures: [],
    ...(options.explain === false
      ? {}
      : { explain: { promotions: explainPromotions(inputs, selections), trace: traceOf(inputs, counted) } }),
  };
  // Last of all, so that the work for them changes nothing else.
  if (options.hints === true) result.hints = hintsOf(inputs, selections.met, counted);
  return result;
}

/** SEL-9. */
function makeSelections(inputs: Inputs, lowered: Lowered): Selections {
  const met = meet(inputs);
  const standing = inputs.codes.filter(({ state }) => state === "stands");
  const alone = new Map<string, Selection>();
  if (inputs.plan.policies.codes === "several") {
    return { counted: select(inputs, met, standing), alone, met, lowered };
  }
  let best: Selection | null = null;
  for (const entry of standing) {
    const selection = select(inputs, met, [entry]);
    alone.set(entry.code, selection);
    if (best === null || isBetter(inputs, selection, best)) best = selection;
  }
  return { counted: best ?? select(inputs, met, []), alone, met, lowered };
}

/** SEL-22, SEL-23. */
function proofOf(
  { notJudged }: Inputs,
  { counted, alone }: Selections,
): Pick<DecisionResult, "proven" | "could_be_better_by"> {
  let couldBeBetterBy: number | null = null;
  for (const selection of [counted, ...alone.values()]) {
    if (selection.couldBeBetterBy === null) continue;
    couldBeBetterBy = Math.max(couldBeBetterBy ?? 0, selection.couldBeBetterBy);
  }
  if (couldBeBetterBy !== null) return { proven: false, could_be_better_by: couldBeBetterBy };
  return { proven: notJudged.size === 0 };
}

/** SEL-11: the chosen come in the order of SEL-1. */
function appliedPromotions(inputs: Inputs, selection: Selection): AppliedPromotion[] {
  const { chosen, applied } = selection;
  const promotions: AppliedPromotion[] = [];
  for (const [index, { promotion }] of chosen.entries()) {
    if (applied.effects[index] === true)
      promotions.push(appliedPromotion(inputs, selection, promotion, index));
  }
  return promotions;
}

function appliedPromotion(
  inputs: Inputs,
  { applied, counting }: Selection,
  promotion: number,
  index: number,
): AppliedPromotion {
  const { plan } = inputs;
  const { promotion_version, promotion_campaign, promotion_label } = plan.sections;
  const campaign = promotion_campaign[promotion] ?? NONE;
  const code = codeOf(promotion, counting);
  const policies = plan.ownPolicies(promotion);
  const version = promotion_version[promotion] ?? 0;
  // Fields that may be absent are added one after the other: a copy that is extended costs far less than one put together of many.
  const named = { promotion: plan.promotionId(promotion), version };
  const placed = campaign === NONE ? named : { ...named, campaign: plan.text(campaign) };
  const coded = code === null ? placed : { ...placed, code: code.code };
  const label = plan.text(promotion_label[promotion] ?? NONE);
  const saving = { ...coded, label, saved: applied.saved[index] ?? 0 };
  const isFirst = restsOnFirstOrder(inputs, promotion, code !== null);
  const resting = isFirst ? { ...saving, first_order: true as const } : saving;
  const judged = policies === null ? resting : { ...resting, policies };
  return { ...judged, grants: [...(applied.grants[index] ?? [])] };
}

/** SEL-12. */
function totalsOf(
  lines: DecisionResult["lines"],
  shipping: DecisionResult["shipping"],
): DecisionResult["totals"] {
  const sum = (amounts: number[]) => amounts.reduce((total, amount) => total + amount, 0);
  const catalog = sum(lines.map((line) => line.catalog));
  const items = sum(lines.map((line) => line.total));
  const charged = sum(shipping.map((charge) => charge.total));
  const before = catalog + sum(shipping.map((charge) => charge.amount));
  return {
    list: sum(lines.map((line) => line.list)),
    catalog,
    items,
    shipping: charged,
    saved: before - items - charged,
    to_pay: items + charged,
  };
}
