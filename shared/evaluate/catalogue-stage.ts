/**
 * The catalogue stage: promotions that lower the prices of articles before there is a cart (CAT-1 to CAT-6). Facts whose lines are articles
 * to show are lowered just so: prices of a page of articles need no cart.
 */
import type { Part } from "../model/decision.ts";
import { NO_TARGET } from "../rules/award-kind.ts";
import type { ContentRun } from "../rules/cart-view.ts";
import { newSlice } from "../rules/slice.ts";
import { awardFields, awardKind } from "./award-targets.ts";
import { combines } from "./combine.ts";
import { meetCatalogue } from "./eligibility.ts";
import { enter, type Inputs } from "./inputs.ts";

/** What the stage made of the prices. */
export interface Lowered {
  /** Catalogue price of each line, in the order of the facts; null: none was lowered. */
  readonly catalogs: readonly number[] | null;
  /** What promotions took off one unit of a line, by its index in the facts. */
  readonly parts: ReadonlyMap<number, readonly Part[]>;
  /** Promotions that lowered a price. */
  readonly applied: ReadonlySet<number>;
  readonly reached: readonly number[];
}

interface Taken {
  readonly promotion: number;
  readonly amount: number;
}

const UNTOUCHED: Lowered = { catalogs: null, parts: new Map(), applied: new Set(), reached: [] };

/** Lowers the prices of all lines. */
export function lowerPrices(inputs: Inputs): Lowered {
  const { plan, cart } = inputs;
  if (plan.catalogueCount === 0) return UNTOUCHED;
  const { eligible, reached } = meetCatalogue(inputs);
  if (eligible.length === 0) return { ...UNTOUCHED, reached };
  const catalogs = cart.facts.lines.map((line) => line.catalog);
  const parts = new Map<number, Part[]>();
  const applied = new Set<number>();
  const takers = takersOf(inputs, eligible);
  for (const [index, run] of cart.runs.entries()) {
    const taken = lowerRun(inputs, run, takers[index] ?? []);
    for (const { promotion } of taken) applied.add(promotion);
    if (taken.length === 0) continue;
    const price = run.list - taken.reduce((sum, { amount }) => sum + amount, 0);
    const named = taken.map(({ promotion, amount }) => ({ promotion: plan.promotionId(promotion), amount }));
    for (let place = run.from; place < run.to; place++) {
      const line = cart.lineIndexes[place] ?? -1;
      catalogs[line] = price;
      parts.set(line, named);
    }
  }
  return { catalogs: applied.size === 0 ? null : catalogs, parts, applied, reached };
}

/** Of each content run those of some promotions whose award takes it, in their order. */
function takersOf(inputs: Inputs, eligible: readonly number[]): readonly (readonly number[])[] {
  const { plan, cart } = inputs;
  const takers: number[][] = cart.runs.map(() => []);
  for (const promotion of eligible) {
    const award = plan.firstAward(promotion);
    const kind = awardKind(inputs, award)?.kind;
    if (kind?.does !== "money") continue;
    const { at, end } = awardFields(plan, award);
    enter(inputs, promotion);
    inputs.burn(cart.runs.length);
    for (const run of kind.fitting(plan, at, end, cart)) takers[run]?.push(promotion);
  }
  return takers;
}

/** CAT-2, CAT-4: what is taken off one unit, in the order in which it is. */
function lowerRun(inputs: Inputs, run: ContentRun, takers: readonly number[]): readonly Taken[] {
  if (run.sentPrice || !run.discountable) return [];
  const candidates = withoutCut(inputs, run, takers);
  return inputs.plan.policies.catalogue_selection === "best"
    ? bestOf(inputs, run, candidates)
    : allOf(inputs, run, candidates);
}

/** CAT-5: exclusivity of one line. */
function withoutCut(inputs: Inputs, run: ContentRun, candidates: readonly number[]): readonly number[] {
  for (const [index, promotion] of candidates.entries()) {
    const reading = inputs.plan.exclusive(promotion)?.reading;
    if (reading !== "sole" && reading !== "stop") continue;
    if (takes(inputs, run, promotion, run.list) === 0) continue;
    return reading === "sole" ? [promotion] : candidates.slice(0, index + 1);
  }
  return candidates;
}

function bestOf(inputs: Inputs, run: ContentRun, candidates: readonly number[]): readonly Taken[] {
  let best: Taken | null = null;
  for (const promotion of candidates) {
    const amount = takes(inputs, run, promotion, run.list);
    if (amount > (best?.amount ?? 0)) best = { promotion, amount };
  }
  return best === null ? [] : [best];
}

function allOf(inputs: Inputs, run: ContentRun, candidates: readonly number[]): readonly Taken[] {
  const { plan } = inputs;
  const taken: Taken[] = [];
  let price = run.list;
  for (const promotion of candidates) {
    if (taken.length > 0 && plan.exclusive(promotion)?.reading === "only_if_first") continue;
    if (taken.some((before) => !combines(plan, promotion, before.promotion))) continue;
    const amount = takes(inputs, run, promotion, price);
    if (amount === 0) continue;
    taken.push({ promotion, amount });
    price -= amount;
  }
  return taken;
}

/** CAT-3: the award on one unit that costs so much, whatever price a percentage is taken of. */
function takes(inputs: Inputs, run: ContentRun, promotion: number, priceMinor: number): number {
  const { plan, cart } = inputs;
  const award = plan.firstAward(promotion);
  const kind = awardKind(inputs, award)?.kind;
  if (kind?.does !== "money") return 0;
  const { at, end } = awardFields(plan, award);
  const prices = { list: priceMinor, catalog: priceMinor, floor: run.floor };
  const turn = { cart, target: NO_TARGET, slices: [newSlice(0, 0, 1, prices)], bounds: null };
  enter(inputs, promotion);
  const [slice] = kind.take(plan, at, end, turn);
  return slice?.taken ?? 0;
}
