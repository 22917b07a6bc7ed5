/** Lines and charges of the decision, made of the slices that the last application left (AWD-16). */
import type { LineFacts } from "../model/cart-facts.ts";
import type { DecisionCharge, DecisionLine, LineFlag, Part, UnitRun } from "../model/decision.ts";
import type { Slice, SlicePart } from "../rules/slice.ts";
import type { Inputs } from "./inputs.ts";
import type { Applied } from "./pricing.ts";

/** Lines in the order of the facts. */
export function decisionLines(inputs: Inputs, { goods }: Applied): DecisionLine[] {
  const { facts, lineIndexes } = inputs.cart;
  const headOf = new Map<number, Slice | undefined>(lineIndexes.map((line, place) => [line, goods[place]]));
  return facts.lines.map((line, index) => decisionLine(inputs, line, headOf.get(index) ?? null));
}

function decisionLine(inputs: Inputs, line: LineFacts, head: Slice | null): DecisionLine {
  const units = head === null ? [wholeLine(line)] : unitRuns(inputs, head);
  return {
    id: line.id,
    quantity: line.quantity,
    list: line.list * line.quantity,
    catalog: line.catalog * line.quantity,
    total: units.reduce((sum, { count, net }) => sum + count * net, 0),
    units,
    flags: flagsOf(line),
  };
}

function wholeLine(line: LineFacts): UnitRun {
  return { count: line.quantity, net: line.catalog, parts: [] };
}

function flagsOf(line: LineFacts): LineFlag[] {
  const flags: LineFlag[] = [];
  if (!line.discountable) flags.push("not_discountable");
  if (line.gift_of !== undefined) flags.push("gift_not_earned");
  if (line.catalog < line.list) flags.push("on_sale");
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
