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

/** Lines in the order of the facts. */
export function decisionLines(inputs: Inputs, applied: Applied, lowered: LoweredPrices): DecisionLine[] {
  const { facts, lineIndexes } = inputs.cart;
  const headOf = new Map<number, Slice | undefined>(
    lineIndexes.map((line, place) => [line, applied.goods[place]]),
  );
  return facts.lines.map((line, index) => {
    const head = headOf.get(index);
    const given = applied.gifts.given.get(index) ?? null;
    const catalog = lowered.catalogs?.[index] ?? line.catalog;
    const parts = lowered.parts.get(index);
    const units = head === undefined ? giftRuns(inputs, line, given) : unitRuns(inputs, head);
    return {
      id: line.id,
      quantity: line.quantity,
      list: line.list * line.quantity,
      catalog: catalog * line.quantity,
      total: units.reduce((sum, { count, net }) => sum + count * net, 0),
      ...(parts === undefined ? {} : { lowered: [...parts] }),
      units,
      flags: flagsOf(line, catalog, given?.count ?? 0),
    };
  });
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
function unitRuns(inputs: Inputs, head: Slice): UnitRun[] {
  const runs: UnitRun[] = [];
  for (let slice: Slice | null = head; slice !== null; slice = slice.next) {
    const parts = partsOf(inputs, slice.parts);
    const last = runs.at(-1);
    if (last !== undefined && last.net === slice.current && areEqual(last.parts, parts))
      last.count += slice.count;
    else runs.push({ count: slice.count, net: slice.current, parts });
  }
  return runs;
}

/** Each promotion once, at the place of its first part. */
function partsOf({ plan }: Inputs, newest: SlicePart | null): Part[] {
  const steps: SlicePart[] = [];
  for (let part = newest; part !== null; part = part.before) steps.push(part);
  const amounts = new Map<number, number>();
  for (const { promotion, amount } of steps.reverse()) {
    amounts.set(promotion, (amounts.get(promotion) ?? 0) + amount);
  }
  return Array.from(amounts, ([promotion, amount]) => ({ promotion: plan.promotionId(promotion), amount }));
}

function areEqual(a: readonly Part[], b: readonly Part[]): boolean {
  return (
    a.length === b.length &&
    a.every((part, index) => part.promotion === b[index]?.promotion && part.amount === b[index]?.amount)
  );
}

/** Charges in the order of the facts. */
export function decisionCharges(inputs: Inputs, { charges }: Applied): DecisionCharge[] {
  return inputs.cart.facts.shipping.map(({ id, amount }, index) => {
    const charge = charges[index];
    return { id, amount, total: charge?.current ?? amount, parts: partsOf(inputs, charge?.parts ?? null) };
  });
}
