/** Lines and charges of the decision, made of the slices that the last application left (AWD-16). */
import type { LineFacts } from "../model/cart-facts.ts";
import type { DecisionCharge, DecisionLine, LineFlag, Part, UnitRun } from "../model/decision.ts";
import type { Slice, SlicePart } from "../rules/slice.ts";
import type { GivenUnits } from "./gift-lines.ts";
import type { Inputs } from "./inputs.ts";
import type { Applied } from "./pricing.ts";

/** What the catalogue stage made of the prices, by the index of a line in the facts (CAT-6). */
export interface LoweredPrices {
  /** Null: nothing was lowered. */
  readonly catalogs: readonly number[] | null;
  readonly parts: ReadonlyMap<number, readonly Part[]>;
}

/** Lines and charges in the order of the facts. */
export function decisionLines(
  inputs: Inputs,
  applied: Applied,
  lowered: LoweredPrices,
): { readonly lines: DecisionLine[]; readonly shipping: DecisionCharge[] } {
  const takers = takersOf(inputs, applied);
  return {
    lines: linesOf(inputs, applied, lowered, takers),
    shipping: chargesOf(inputs, applied, takers),
  };
}

function linesOf(inputs: Inputs, applied: Applied, lowered: LoweredPrices, takers: Takers): DecisionLine[] {
  const { facts, lineIndexes } = inputs.cart;
  const heads: (Slice | undefined)[] = facts.lines.map(() => undefined);
  for (const [place, line] of lineIndexes.entries()) heads[line] = applied.goods[place];
  return facts.lines.map((line, index) => {
    const head = heads[index];
    const given = applied.gifts.given.get(index) ?? null;
    const price = lowered.catalogs?.[index] ?? line.catalog;
    const parts = lowered.parts.get(index);
    const units = head === undefined ? giftRuns(inputs, line, given) : unitRuns(takers, head);
    const flags = flagsOf(line, price, given?.count ?? 0);
    const { id, quantity } = line;
    const list = line.list * quantity;
    const catalog = price * quantity;
    const total = units.reduce((sum, { count, net }) => sum + count * net, 0);
    if (parts === undefined) return { id, quantity, list, catalog, total, units, flags };
    return { id, quantity, list, catalog, total, lowered: [...parts], units, flags };
  });
}

/** A promotion that took something off. */
interface Taker {
  readonly id: string;
  /** Several of its awards did. */
  readonly tookTwice: boolean;
}

const NOBODY: Taker = { id: "", tookTwice: false };

type Takers = ReadonlyMap<number, Taker>;

function takersOf({ plan }: Inputs, { steps }: Applied): Takers {
  const takers = new Map<number, Taker>();
  for (const { promotion } of steps) {
    takers.set(promotion, { id: plan.promotionId(promotion), tookTwice: takers.has(promotion) });
  }
  return takers;
}

/** AWD-27: the given units of a gift line come first and cost nothing, the others are charged. */
function giftRuns({ plan }: Inputs, line: LineFacts, given: GivenUnits | null): UnitRun[] {
  const count = given?.count ?? 0;
  const charged = { count: line.quantity - count, net: line.catalog, parts: [] };
  if (given === null || line.list === 0) return [{ ...charged, count: line.quantity }];
  const parts = [{ promotion: plan.promotionId(given.promotion), amount: line.list }];
  const free = { count, net: 0, parts };
  return charged.count === 0 ? [free] : [free, charged];
}

function flagsOf(line: LineFacts, catalog: number, given: number): LineFlag[] {
  const flags: LineFlag[] = [];
  if (!line.discountable) flags.push("not_discountable");
  if (given > 0) flags.push("gift");
  if (line.gift_of !== undefined && given < line.quantity) flags.push("gift_not_earned");
  if (catalog < line.list) flags.push("on_sale");
  return flags;
}

/** Neighbours of equal net and equal parts become one run. */
function unitRuns(takers: Takers, head: Slice): UnitRun[] {
  let last: UnitRun = { count: head.count, net: head.current, parts: partsOf(takers, head.parts) };
  const runs = [last];
  let before = head;
  for (let slice = head.next; slice !== null; slice = slice.next) {
    const isLike = last.net === slice.current;
    if (isLike && haveSameSteps(before.parts, slice.parts)) {
      last.count += slice.count;
      continue;
    }
    before = slice;
    const parts = partsOf(takers, slice.parts);
    if (isLike && areEqual(last.parts, parts)) {
      last.count += slice.count;
      continue;
    }
    last = { count: slice.count, net: slice.current, parts };
    runs.push(last);
  }
  return runs;
}

/** Whether the same was taken off two slices, award by award: then no parts need be made of it. */
function haveSameSteps(a: SlicePart | null, b: SlicePart | null): boolean {
  let [one, other] = [a, b];
  while (one !== other) {
    if (one === null || other === null) return false;
    if (one.promotion !== other.promotion || one.amount !== other.amount) return false;
    one = one.before;
    other = other.before;
  }
  return true;
}

/** Each promotion once, at the place of its first part. */
function partsOf(takers: Takers, newest: SlicePart | null): Part[] {
  let left = 0;
  for (let step = newest; step !== null; step = step.before) left++;
  // Of its very length from the start: growing lists would be most of what a decision of many lines leaves behind.
  const parts = new Array<Part>(left);
  let isRepeated = false;
  for (let step = newest; step !== null; step = step.before) {
    const { id, tookTwice } = takers.get(step.promotion) ?? NOBODY;
    isRepeated ||= tookTwice && parts.some(({ promotion }) => promotion === id);
    left--;
    parts[left] = { promotion: id, amount: step.amount };
  }
  return isRepeated ? merged(parts) : parts;
}

/** What later awards of a promotion took is added to what its first one did. */
function merged(parts: readonly Part[]): Part[] {
  return parts.filter((part) => {
    const first = parts.find(({ promotion }) => promotion === part.promotion);
    if (first === undefined || first === part) return true;
    first.amount += part.amount;
    return false;
  });
}

function areEqual(a: readonly Part[], b: readonly Part[]): boolean {
  return (
    a.length === b.length &&
    a.every((part, index) => part.promotion === b[index]?.promotion && part.amount === b[index]?.amount)
  );
}

function chargesOf(inputs: Inputs, applied: Applied, takers: Takers): DecisionCharge[] {
  return inputs.cart.facts.shipping.map(({ id, amount }, index) => {
    const charge = applied.charges[index];
    const parts = partsOf(takers, charge?.parts ?? null);
    return { id, amount, total: charge?.current ?? amount, parts };
  });
}
