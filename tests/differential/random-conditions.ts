/** Random trees over cart conditions of every kind. */
import type { Basis } from "../../shared/rules/basis.ts";
import type { CartCondition, CartLeaf } from "../../shared/rules/cart-condition.ts";
import type { Chance } from "./chance.ts";
import { amountBounds, countBounds, type Meeting } from "./random-bounds.ts";
import { randomContextLeaf } from "./random-context-conditions.ts";
import { randomLineTree } from "./random-line-conditions.ts";

/** What may stand at a place of a tree: a code not under `not` (CND-11), a late condition under `all`s alone (CND-24). */
export interface Place {
  mayHoldCode: boolean;
  mayBeLate: boolean;
  /** What a condition without basis reads (POL-7). */
  plainBasis: Basis;
}

export function randomTree(meeting: Meeting, depth: number, place: Place): CartCondition {
  const { chance } = meeting;
  const branch = depth > 0 ? chance.whole(1, 10) : 10;
  const children = (least: number, below: Place) =>
    chance.many(chance.once(30) ? least : chance.whole(1, 3), () => randomTree(meeting, depth - 1, below));
  if (branch <= 2) return { kind: "all", of: children(0, place) };
  if (branch <= 4) return { kind: "any", of: children(1, { ...place, mayBeLate: false }) };
  if (branch <= 5) {
    const of = randomTree(meeting, depth - 1, { ...place, mayHoldCode: false, mayBeLate: false });
    return { kind: "not", of };
  }
  return randomLeaf(meeting, place);
}

const LINE_READING_KINDS = [
  "subtotal",
  "subtotal",
  "subtotal",
  "quantity",
  "quantity",
  "distinct",
  "items",
  "items",
  "largest_line",
  "total",
] as const;

function randomLeaf(meeting: Meeting, place: Place): CartLeaf {
  const { chance } = meeting;
  if (place.mayHoldCode && chance.once(10)) return { kind: "code" };
  if (chance.once(2)) return randomContextLeaf(meeting);
  const kind = chance.one(LINE_READING_KINDS);
  const items = () => (chance.once(2) ? { items: randomLineTree(meeting, 2) } : {});
  switch (kind) {
    case "subtotal":
    case "largest_line": {
      const near = () => nearSum(meeting, kind === "subtotal");
      return { kind, ...randomBasis(chance, place), ...items(), ...amountBounds(meeting, near) };
    }
    case "total": {
      const near = () => nearSum(meeting, true) + sumOf(meeting.facts.shipping.map(({ amount }) => amount));
      return { kind, ...randomBasis(chance, place), ...amountBounds(meeting, near) };
    }
    case "quantity":
      return { kind, ...items(), ...countBounds(meeting, () => nearCount(meeting)) };
    case "distinct": {
      const of = chance.one(["sku", "product"] as const);
      return { kind, of, ...items(), ...countBounds(meeting, () => chance.whole(0, 3)) };
    }
    case "items": {
      const which = chance.one(["any", "every", "none", "cheapest", "dearest"] as const);
      return { kind, which, match: randomLineTree(meeting, 1) };
    }
  }
}

/** A basis that may stand at the place; where none is named the policy's must be one. */
export function randomBasis(
  chance: Chance,
  { mayBeLate, plainBasis }: Pick<Place, "mayBeLate" | "plainBasis">,
): { basis?: Basis } {
  const named: Basis[] = mayBeLate ? ["catalog", "list", "current", "current"] : ["catalog", "list"];
  if (chance.once(2) && (mayBeLate || plainBasis !== "current")) return {};
  return { basis: chance.one(named) };
}

/** About the sum of the cart or of a line; a late condition then often fails by what others took. */
function nearSum({ chance, facts }: Meeting, isWhole: boolean): number {
  const sums = facts.lines.map((line) => line.catalog * line.quantity);
  const total = sumOf(sums);
  const single = sums.length === 0 ? 100 : chance.one(sums);
  const near = isWhole ? chance.one([total, total, single, Math.floor(total * 0.9)]) : single;
  return near + chance.whole(-1, 1);
}

function nearCount({ chance, facts }: Meeting): number {
  const total = sumOf(facts.lines.map((line) => line.quantity));
  return chance.one([total, 1, 2, 3]) + chance.whole(-1, 1);
}

function sumOf(amounts: readonly number[]): number {
  return amounts.reduce((sum, each) => sum + each, 0);
}
