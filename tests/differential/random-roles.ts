/**
 * The parts that promotions of a directed set play (SEL-19 to SEL-21). A *mover* takes a little off one article; a *carrier* makes what is left at one
 * article depend on what is left at another; a *reader* is worth much, and nothing or less if somebody took a little before it. Bounds
 * lie at what the articles cost, or at what is left of that after one of the percentages that occur.
 */
import type { CartFacts } from "../../shared/model/cart-facts.ts";
import type { PromotionPolicies } from "../../shared/model/policies.ts";
import type { Award } from "../../shared/rules/award.ts";
import type { CartCondition } from "../../shared/rules/cart-condition.ts";
import type { LineCondition } from "../../shared/rules/line-condition.ts";
import type { Reduced } from "../../shared/rules/promotion.ts";
import type { Chance } from "./chance.ts";

export interface Role {
  awards: Award[];
  conditions?: CartCondition;
  excludes_reduced?: Reduced[];
  policies?: PromotionPolicies;
  /** Its budget leaves so much. */
  granted?: number;
}

/** What a role is made for. */
export interface Casting {
  chance: Chance;
  facts: CartFacts;
}

export function mover({ chance }: Casting): Role {
  const items = only(chance.one(["a", "b", "c"]));
  const rate_bps = chance.one([10, 1000, 5000]);
  const amounts = { EUR: chance.one([1, 10, 100, 500]) };
  const closes_units = true as const;
  return chance.one<Role>([
    { awards: [{ kind: "percent", on: "items", rate_bps, items }] },
    { awards: [{ kind: "amount", on: "items", per: "unit", amounts, items }] },
    { awards: [{ kind: "amount", on: "items", per: "unit", amounts, items }] },
    { awards: [{ kind: "fixed_price", on: "items", per: "unit", prices: { EUR: 500 }, items }] },
    { awards: [{ kind: "percent", on: "order", rate_bps }] },
    { awards: [{ kind: "amount", on: "order", amounts }] },
    { awards: [{ kind: "percent", on: "shipping", rate_bps }] },
    { awards: [{ kind: "amount", on: "shipping", amounts }] },
    { awards: [{ kind: "percent", on: "items", rate_bps, items, closes_units }] },
    {
      awards: [
        { kind: "buy_get", reading: "inclusive", buy: 2, get: 1, rate_bps, same: "any", items, closes_units },
      ],
    },
  ]);
}

export function carrier({ chance }: Casting): Role {
  const items = only(
    ...chance.one([
      ["b", "c"],
      ["a", "c"],
      ["a", "b"],
      ["a", "b", "c"],
    ]),
  );
  const amounts = { EUR: chance.one([100, 300, 600, 1000]) };
  const rate_bps = chance.one([2000, 5000]);
  const at_most = { by: "at_most" as const, units: 1, per: "order" as const };
  return chance.one<Role>([
    { awards: [{ kind: "amount", on: "items", per: "once", amounts, items }] },
    { awards: [{ kind: "amount", on: "order_and_shipping", amounts }] },
    { awards: [{ kind: "percent", on: "order", rate_bps: 2000 }] },
    {
      awards: [{ kind: "percent", on: "order", rate_bps: 2000 }],
      policies: { order_percent_base: "catalog" },
    },
    { awards: [{ kind: "percent", on: "order_and_shipping", rate_bps: 2000 }] },
    { awards: [{ kind: "percent", on: "items", rate_bps, cap: amounts, items }] },
    { awards: [{ kind: "percent", on: "items", rate_bps, items, pick: at_most }] },
    { awards: [{ kind: "percent", on: "items", rate_bps, items, pick: at_most, closes_units: true }] },
    { awards: [{ kind: "percent", on: "items", rate_bps, items }], granted: chance.one([200, 400]) },
    { awards: [{ kind: "fixed_price", on: "items", per: "once", prices: amounts, items }] },
    {
      awards: [
        { kind: "fixed_price", on: "items", per: "unit", prices: { EUR: 500 }, items, closes_units: true },
      ],
    },
    { awards: [bundleOf(chance, "b", "c")] },
    { awards: [{ kind: "every_full", on: "items", every: { EUR: 1000 }, amounts: { EUR: 200 }, items }] },
    {
      awards: [{ kind: "tiers", on: "order", by: "units", reading: "cliff", steps: [{ from: 2, rate_bps }] }],
    },
    {
      awards: [
        {
          kind: "tiers",
          on: "items",
          by: "units",
          reading: "cliff",
          per: "once",
          steps: [{ from: 2, amounts }],
          items,
        },
      ],
    },
    {
      awards: [
        { kind: "percent", on: "items", rate_bps, items: only("c") },
        { kind: "percent", on: "items", rate_bps, items: only("b") },
      ],
      granted: chance.one([200, 400]),
    },
  ]);
}

export function reader(casting: Casting): Role {
  const { chance } = casting;
  const skus = chance.one([["a"], ["b"], ["a", "b"], ["b", "c"], ["a", "b", "c"]]);
  const items = only(...skus);
  const half = { kind: "percent" as const, on: "items" as const, rate_bps: 5000, items };
  const sum = nearSum(casting, skus);
  const refuse = { policies: { excess: "refuse" as const } };
  const at_most = { by: "at_most" as const, units: 1, per: "order" as const };
  const earlier = { excludes_reduced: ["earlier_promotion" as const] };
  const amounts = { EUR: sum };
  return chance.one<Role>([
    { awards: [bundleOf(chance, "a", "b")] },
    {
      awards: [{ kind: "fixed_price", on: "items", per: "once", prices: { EUR: Math.ceil(sum / 2) }, items }],
    },
    { awards: [{ kind: "fixed_price", on: "order_and_shipping", prices: { EUR: 1500 } }] },
    {
      awards: [{ kind: "amount", on: "items", per: "unit", amounts: priceOf(casting, skus), items }],
      ...refuse,
    },
    { awards: [{ kind: "amount", on: "items", per: "once", amounts, items }], ...refuse },
    { awards: [{ kind: "amount", on: "shipping", amounts: { EUR: 3000 } }], ...refuse },
    { awards: [{ kind: "every_full", on: "items", every: amounts, amounts, items }], ...refuse },
    {
      awards: [
        {
          kind: "buy_get",
          reading: "inclusive",
          buy: 2,
          get: 1,
          same: "any",
          amounts: priceOf(casting, skus),
          items,
        },
      ],
      ...refuse,
    },
    { awards: [{ kind: "amount", on: "items", per: "once", amounts, items, pick: at_most }] },
    { awards: [{ ...half, pick: at_most }] },
    { awards: [{ ...half, pick: at_most, cap: amounts }] },
    { awards: [half], ...earlier },
    { awards: [half], ...earlier, policies: { reduced_items: "refuse" } },
    {
      awards: [{ ...half, pick: { by: "dearest", units: 1 } }],
      ...earlier,
      policies: { reduced_items: "refuse" },
    },
    ...onCurrent(casting, items, sum),
  ]);
}

/** Those that ask what is left of an amount when their turn comes. */
function onCurrent({ chance, facts }: Casting, items: LineCondition, sum: number): Role[] {
  const late = { basis: "current" as const, at_least: { EUR: sum } };
  const rewards: Award[] = [
    { kind: "percent", on: "items", rate_bps: 5000, items: only("c") },
    { kind: "percent", on: "order", rate_bps: 5000 },
    { kind: "free_shipping" },
    { kind: "coupon", set: "thanks", worth: { EUR: 3000 } },
  ];
  const charges = facts.shipping.reduce((total, { amount }) => total + amount, 0);
  const steps = [{ from: { EUR: sum }, rate_bps: 5000 }];
  return [
    { awards: [chance.one(rewards)], conditions: { kind: "subtotal", items, ...late } },
    { awards: [chance.one(rewards)], conditions: { kind: "subtotal", items, ...late } },
    { awards: [chance.one(rewards)], conditions: { kind: "largest_line", items, ...late } },
    {
      awards: [chance.one(rewards)],
      conditions: { kind: "total", basis: "current", at_least: { EUR: sum + charges } },
    },
    {
      awards: [{ kind: "tiers", on: "items", by: "spend", reading: "cliff", basis: "current", steps, items }],
    },
    { awards: [{ kind: "tiers", on: "order", by: "spend", reading: "cliff", basis: "current", steps }] },
  ];
}

function bundleOf(chance: Chance, ...skus: [string, string]): Award {
  return {
    kind: "bundle",
    components: skus.map((sku) => ({ items: only(sku), units: 1 })),
    ...chance.one([{ prices: { EUR: 1200 } }, { amounts: { EUR: 400 } }, { rate_bps: 3000 }]),
    pick: chance.one(["best", "dearest"] as const),
  };
}

/** The sum of articles, or what is left of it after a percentage. */
function nearSum({ chance, facts }: Casting, skus: readonly string[]): number {
  const lines = facts.lines.filter(({ sku }) => skus.includes(sku));
  const sum = lines.reduce((total, { catalog, quantity }) => total + catalog * quantity, 0);
  return Math.floor(sum * chance.one([1, 1, 0.9, 0.8, 0.7, 0.5]));
}

function priceOf({ facts }: Casting, skus: readonly string[]): { EUR: number } {
  return {
    EUR: Math.max(...facts.lines.filter(({ sku }) => skus.includes(sku)).map(({ catalog }) => catalog)),
  };
}

function only(...skus: string[]): LineCondition {
  return { kind: "sku", any_of: skus };
}
