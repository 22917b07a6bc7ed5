/** The awards of heavy cases: all match, measure much, and join or read what others move. */
import { LIMITS } from "../../shared/model/limits.ts";
import type { Award } from "../../shared/rules/award.ts";
import type { LineCondition } from "../../shared/rules/line-condition.ts";
import type { Pick } from "../../shared/rules/pick.ts";
import type { Chance } from "../differential/chance.ts";
import { HEAVY } from "./heavy-names.ts";
import type { Shape } from "./heavy-shape.ts";

type Make = (shape: Shape, chance: Chance) => Award;

const EUR = (amount: number) => ({ EUR: amount });

/** In the order of the bits of `kinds`. */
const MAKES: readonly Make[] = [
  (shape, chance) => ({ kind: "percent", rate_bps: chance.whole(1, 300), ...onItems(shape, chance) }),
  (_shape, chance) => ({
    kind: "percent",
    rate_bps: chance.whole(1, 300),
    on: "order_and_shipping",
    ...cap(chance),
  }),
  (shape, chance) => ({
    kind: "amount",
    amounts: EUR(chance.whole(1, 50)),
    per: chance.one(["unit", "line", "once"] as const),
    ...onItems(shape, chance),
  }),
  (shape, chance) => ({
    kind: "fixed_price",
    prices: EUR(chance.whole(1, 1_000_000)),
    per: chance.one(["unit", "once"] as const),
    ...onItems(shape, chance),
  }),
  buyGet,
  bundle,
  tiers,
  (shape, chance) => ({
    kind: "every_full",
    every: EUR(chance.whole(1, 1_000)),
    amounts: EUR(1),
    basis: chance.one(["current", "catalog"] as const),
    ...onItems(shape, chance),
  }),
  (_shape, chance) => ({
    kind: "gift",
    choices: chance.many(LIMITS.giftChoices, HEAVY.sku),
    units: 1,
    worth: EUR(chance.whole(1, 100)),
  }),
  () => ({ kind: "free_shipping" }),
];

export function heavyAwards(shape: Shape, chance: Chance): Award[] {
  return chance.many(shape.awards, () => chance.one(makesOf(shape))(shape, chance));
}

/** Lanes `best_each` take a single award that competes there (SEL-7). */
export function heavyContestant(shape: Shape, chance: Chance): Award[] {
  const items = itemsOf(shape);
  const rate_bps = chance.whole(1, 3_000);
  const pick: Pick = { by: "cheapest", units: chance.whole(1, LIMITS.lineQuantity) };
  const amounts = EUR(chance.whole(1, 50));
  return [
    chance.one<Award>([
      { kind: "percent", rate_bps, on: "items", items, pick },
      { kind: "amount", amounts, per: "line", on: "items", items },
      { kind: "buy_get", ...SETS, rate_bps, items },
      { kind: "percent", rate_bps, on: "order" },
      { kind: "free_shipping" },
    ]),
  ];
}

/** The only sort that the catalogue stage takes (CAT-1). */
export function heavyCatalogueAwards(chance: Chance): Award[] {
  return [{ kind: "amount", amounts: EUR(chance.whole(1, 3)), per: "unit", on: "items" }];
}

const SETS = { reading: "additive", buy: 1, get: 1, same: "any" } as const;

function makesOf({ kinds }: Shape): readonly Make[] {
  const made = MAKES.filter((_, bit) => (kinds & (1 << bit)) !== 0);
  return made.length === 0 ? MAKES : made;
}

function buyGet(shape: Shape, chance: Chance): Award {
  const rate_bps = chance.whole(1, 5_000);
  const size = { buy: chance.whole(1, 20), get: chance.whole(1, 20) };
  const items = itemsOf(shape);
  if (chance.once(3)) return { kind: "buy_get", ...SETS, ...size, rate_bps, items, ...cap(chance) };
  return {
    kind: "buy_get",
    reading: "disjoint",
    same: "any",
    ...size,
    rate_bps,
    reward_items: items,
    ...closing(shape, chance),
  };
}

function bundle(shape: Shape, chance: Chance): Award {
  const components = chance.many(shape.components, (index) => ({
    items: { kind: "not" as const, of: { kind: "category" as const, any_of: [HEAVY.category(index)] } },
    units: chance.whole(1, 5),
  }));
  const value = chance.one([{ prices: EUR(chance.whole(1, 500)) }, { rate_bps: chance.whole(1, 500) }]);
  return { kind: "bundle", components, pick: "best", ...value, ...closing(shape, chance) };
}

function tiers(shape: Shape, chance: Chance): Award {
  const steps = chance.many(shape.steps, (index) => ({
    from: EUR(1 + index * 100),
    rate_bps: chance.whole(1, 500),
  }));
  const items = itemsOf(shape);
  const measured = chance.once(2)
    ? { reading: "marginal" as const }
    : { reading: "cliff" as const, basis: "current" as const };
  return { kind: "tiers", by: "spend", ...measured, steps, on: "items", items, ...closing(shape, chance) };
}

function onItems(shape: Shape, chance: Chance) {
  const picks = chance.whole(1, 10) <= shape.picks;
  return {
    on: "items" as const,
    items: itemsOf(shape),
    ...(picks ? { pick: pickOf(shape, chance) } : {}),
    ...closing(shape, chance),
  };
}

function pickOf({ quantity }: Shape, chance: Chance): Pick {
  const units = chance.whole(1, quantity);
  return chance.one<Pick>([
    { by: "dearest", units },
    { by: "pattern", skip: chance.whole(0, 5), take: chance.whole(1, 5), from: "cheapest" },
    { by: "at_most", units, per: "line" },
    { by: "at_most", units, per: "order" },
  ]);
}

function closing(shape: Shape, chance: Chance): { closes_units?: true } {
  return chance.whole(1, 10) <= shape.closing ? { closes_units: true } : {};
}

function cap(chance: Chance) {
  return chance.once(2) ? { cap: EUR(chance.whole(1, 100_000)) } : {};
}

/** Matches every line, and only after all of its leaves were asked. */
function itemsOf({ itemNodes }: Shape): LineCondition {
  return matchesAll(itemNodes);
}

/** A line tree of so many nodes that is true of every line. */
export function matchesAll(nodes: number): LineCondition {
  const leaves = Math.max(1, Math.min(nodes - 2, LIMITS.treeChildren));
  const of = Array.from({ length: leaves }, (_, index): LineCondition => {
    return { kind: "sku", any_of: [`nowhere-${index}`] };
  });
  return { kind: "not", of: { kind: "any", of } };
}
