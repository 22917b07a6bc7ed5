/** What conditions measure over the lines of the cart (CND-4, 5, 25, 26). Gifts count for none (CND-3). */
import type { Policies } from "../model/policies.ts";
import type { Basis } from "../rules/basis.ts";
import type { CartLeaf } from "../rules/cart-condition.ts";
import type { LineCondition } from "../rules/line-condition.ts";
import type { Range } from "./bounds.ts";
import { judgeLine } from "./line-conditions.ts";
import { byPlace, isGift, type Piece, type Scene, type Unit } from "./scene.ts";
import { sumOf } from "./steps.ts";
import type { Truth } from "./truth.ts";

export type Measuring = Extract<
  CartLeaf,
  { kind: "subtotal" | "quantity" | "distinct" | "largest_line" | "total" }
>;
export type Valued = Extract<CartLeaf, { kind: "subtotal" | "largest_line" | "total" }>;

/** POL-7 where the condition names none. */
export function basisOf(leaf: Valued, policies: Policies): Basis {
  return leaf.basis ?? policies.threshold_basis;
}

/** The value of a measuring condition, with what each piece of the cart is worth. */
export function measured(scene: Scene, leaf: Measuring, worthOf: (piece: Piece) => bigint): Range {
  const units = scene.units.filter((unit) => !isGift(unit));
  switch (leaf.kind) {
    case "subtotal": // CND-4
      return sumRange(scene, leaf.items, units, worthOf);
    case "quantity": // CND-5
      return sumRange(scene, leaf.items, units, () => 1n);
    case "distinct": // CND-25
      return distinctRange(scene, leaf, units);
    case "largest_line": // CND-26
      return largestRange(scene, leaf.items, units, worthOf);
    case "total": {
      const sum = Number(sumOf([...units, ...scene.charges].map(worthOf)));
      return { low: sum, high: sum };
    }
  }
}

interface Sorted {
  /** Of lines that match. */
  matching: Unit[];
  /** Of lines that match or of which it is unknown. */
  possible: Unit[];
}

/** The units of the lines that match a tree, surely and possibly. */
export function sortedBy(scene: Scene, items: LineCondition | undefined, units: Unit[]): Sorted {
  const truths = new Map<Unit["line"], Truth>();
  for (const { line } of units) if (!truths.has(line)) truths.set(line, judgeLine(scene, items, line));
  return {
    matching: units.filter(({ line }) => truths.get(line) === true),
    possible: units.filter(({ line }) => truths.get(line) !== false),
  };
}

function sumRange(
  scene: Scene,
  items: LineCondition | undefined,
  units: Unit[],
  worthOf: (unit: Unit) => bigint,
): Range {
  const { matching, possible } = sortedBy(scene, items, units);
  return { low: Number(sumOf(matching.map(worthOf))), high: Number(sumOf(possible.map(worthOf))) };
}

function distinctRange(scene: Scene, leaf: Extract<CartLeaf, { kind: "distinct" }>, units: Unit[]): Range {
  const { matching, possible } = sortedBy(scene, leaf.items, units);
  const count = (some: Unit[]) => new Set(some.map(({ line }) => line[leaf.of])).size;
  return { low: count(matching), high: count(possible) };
}

function largestRange(
  scene: Scene,
  items: LineCondition | undefined,
  units: Unit[],
  worthOf: (unit: Unit) => bigint,
): Range {
  const { matching, possible } = sortedBy(scene, items, units);
  const largest = (some: Unit[]) =>
    Math.max(0, ...byPlace(some).map((run) => Number(sumOf(run.map(worthOf)))));
  return { low: largest(matching), high: largest(possible) };
}
