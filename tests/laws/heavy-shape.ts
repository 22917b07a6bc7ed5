/**
 * What a case that asks much work is made of, as numbers: how many lines, promotions and conditions there are, and of what sorts. A search
 * changes one number at a time (fuel-climb.ts); heavy-rules.ts and heavy-cart.ts make the case, the same for the same numbers.
 */
import { LIMITS } from "../../shared/model/limits.ts";
import type { Chance } from "../differential/chance.ts";

/** The greatest value of each number; the least is 0, of those in `AT_LEAST_ONE` 1. Shares are in tenths. */
const MOST = {
  /** From which everything else is chosen. */
  seed: 0xffff_ffff,
  lines: LIMITS.cartLines,
  /** Lines that are of one content. */
  alike: 20,
  quantity: LIMITS.lineQuantity,
  charges: LIMITS.cartCharges,
  codes: LIMITS.cartCodes,
  /** Policy `one`: a selection for each of the codes (SEL-9). */
  oneCode: 1,
  promotions: 2_000,
  cataloguePromotions: 2_000,
  lanes: LIMITS.lanes,
  /** Which mode the lanes have; above the modes, all of them in turn. */
  mode: 6,
  awards: LIMITS.promotionAwards,
  /** Which awards: one bit each. */
  kinds: 1_023,
  /** Nodes of the tree of each promotion with its line trees, and of each line tree of an award. */
  conditionNodes: 450,
  itemNodes: 45,
  late: 10,
  picks: 10,
  components: LIMITS.bundleComponents,
  steps: LIMITS.tierSteps,
  closing: 10,
  exclusives: 10,
  classes: LIMITS.classes,
  reduced: 10,
  floors: 10,
  /** Of the order, a share of it, a share of each line: one bit each. */
  caps: 7,
  granted: 10,
  /** Policies that cut amounts finer and refuse more: one bit each. */
  policies: 15,
  /** Nothing explained, promotions by name, the nearest misses. */
  explain: 2,
  hints: 1,
} as const;

type Name = keyof typeof MOST;
export type Shape = Readonly<Record<Name, number>>;
export type Bounds = Partial<Record<Name, number>>;

const NAMES = Object.keys(MOST) as Name[];
const AT_LEAST_ONE: ReadonlySet<Name> = new Set([
  "lines",
  "alike",
  "quantity",
  "promotions",
  "lanes",
  "awards",
  "kinds",
  "components",
  "steps",
]);

/** A shape within bounds, which are lower than the product's own. */
export function randomShape(chance: Chance, bounds: Bounds): Shape {
  return Object.fromEntries(NAMES.map((name) => [name, anew(chance, name, bounds)])) as Shape;
}

/** The shape with one number or two changed: a little, to an end of its range, or anew. */
export function changed(shape: Shape, chance: Chance, bounds: Bounds): Shape {
  const changes = chance.some(NAMES, 1, 2).map((name) => {
    const value = shape[name];
    const nearby = [Math.ceil(value * 1.5) + 1, Math.floor(value / 2), value + 1, value - 1];
    const far = [mostOf(name, bounds), leastOf(name), anew(chance, name, bounds)];
    const next = chance.one([...nearby, ...far]);
    return [name, Math.max(leastOf(name), Math.min(next, mostOf(name, bounds)))];
  });
  return { ...shape, ...Object.fromEntries(changes) };
}

/** Of wide ranges a small number is as likely as a great one. */
function anew(chance: Chance, name: Name, bounds: Bounds): number {
  const [least, most] = [leastOf(name), mostOf(name, bounds)];
  if (name === "seed" || most <= 20 || chance.once(3)) return chance.whole(least, most);
  return chance.whole(least, Math.max(least, 2 ** chance.whole(0, Math.floor(Math.log2(most)))));
}

function mostOf(name: Name, bounds: Bounds): number {
  return Math.min(MOST[name], bounds[name] ?? MOST[name]);
}

function leastOf(name: Name): number {
  return AT_LEAST_ONE.has(name) ? 1 : 0;
}

/** The numbers that are not 0, to be read and to make the case again. */
export function inWords(shape: Shape): string {
  return NAMES.filter((name) => shape[name] > 0)
    .map((name) => `${name} ${shape[name]}`)
    .join(", ");
}
