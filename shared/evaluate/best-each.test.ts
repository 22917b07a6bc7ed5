import { describe, expect, test } from "vitest";
import type { CartFacts } from "../model/cart-facts.ts";
import { DEFAULT_POLICIES, type Policies } from "../model/policies.ts";
import type { Award } from "../rules/award.ts";
import type { Lane, RulePromotion, RuleSet } from "../rules/rule-set.ts";
import { cart, line, price, promotion, reasons, ruleSet } from "./testing.ts";

const EACH: Lane = { id: "each", mode: "best_each" };

function rulesOf(promotions: Partial<RulePromotion>[], rest: Partial<RuleSet> = {}): RuleSet {
  return ruleSet({
    lanes: [{ id: "before", mode: "all" }, EACH],
    promotions: promotions.map((each, index) => promotion({ id: `p${index}`, lane: "each", ...each })),
    ...rest,
  });
}

/** Who took what off each line and charge, unit by unit. */
function parts(rules: RuleSet, facts: CartFacts): string[] {
  const result = price(rules, facts);
  const said = (list: readonly { promotion: string; amount: number }[]) =>
    list.map((part) => `${part.promotion} ${part.amount}`).join("+");
  return [
    ...result.lines.map(({ units }) => units.map((unit) => `${unit.count}: ${said(unit.parts)}`).join(", ")),
    ...result.shipping.map((charge) => said(charge.parts)),
  ];
}

function of(awards: Award[], facts: Partial<CartFacts>, policies: Partial<Policies> = {}): string[] {
  const rules = rulesOf(
    awards.map((award) => ({ awards: [award] })),
    { policies: { ...DEFAULT_POLICIES, ...policies } },
  );
  return parts(rules, cart(facts));
}

const percent = (rate_bps: number, more: object = {}): Award =>
  ({ kind: "percent", rate_bps, on: "items", ...more }) as Award;
const off = (EUR: number, more: object = {}): Award =>
  ({ kind: "amount", amounts: { EUR }, per: "unit", on: "items", ...more }) as Award;
const price_ = (EUR: number): Award => ({ kind: "fixed_price", prices: { EUR }, per: "unit", on: "items" });

describe("lanes best_each", () => {
  test("[SEL-7] at each unit the one that saves most: a rate, an amount, a price", () => {
    const lines = [100, 1_000, 3_000].map((catalog, index) => line({ id: `l${index}`, catalog }));
    expect(of([percent(2_000), off(300), price_(2_000)], { lines })).toEqual([
      "1: p1 100",
      "1: p1 300",
      "1: p2 1000",
    ]);
  });

  test("[SEL-7, AWD-14] a value is at most the room; equal ones go by SEL-1", () => {
    const lines = [line({ id: "a", catalog: 1_000, floor: 900 })];
    expect(of([percent(2_000), off(300), price_(50)], { lines })).toEqual(["1: p0 100"]);
  });

  test("[SEL-7, POL-9, POL-13] by the price that the policy names; refused is worth nothing", () => {
    const lines = [line({ id: "a", catalog: 1_000, list: 2_000 })];
    expect(of([off(150), percent(1_000)], { lines }, { percent_base: "list" })).toEqual(["1: p1 200"]);
    expect(of([off(1_001), percent(1_000)], { lines }, { excess: "refuse" })).toEqual(["1: p1 100"]);
  });

  test("[SEL-7, AWD-17, AWD-12] at the units of a pick or of a set alone", () => {
    const lines = [line({ id: "a", quantity: 5 })];
    const pick = percent(5_000, { pick: { by: "cheapest", units: 2 } });
    const free: Award = {
      kind: "buy_get",
      reading: "inclusive",
      buy: 4,
      get: 1,
      rate_bps: 10_000,
      same: "any",
    };
    expect(of([percent(1_000), pick, free], { lines })).toEqual(["1: p2 1000, 1: p1 500, 3: p0 100"]);
  });

  test("[SEL-7] an amount for a whole run against the sum of its units, at most their room", () => {
    const lines = [line({ id: "a", quantity: 2, floor: 850 })];
    const perLine = off(250, { per: "line" });
    expect(of([perLine, off(120)], { lines })).toEqual(["2: p0 125"]);
    expect(of([perLine, off(125)], { lines })).toEqual(["2: p1 125"]);
    expect(of([off(900, { per: "line" }), off(150)], { lines })).toEqual(["2: p1 150"]);
    expect(of([off(2_001, { per: "line" }), off(1)], { lines }, { excess: "refuse" })).toEqual(["2: p1 1"]);
  });

  test("[SEL-7, POL-10] then the order on what is left, then each charge", () => {
    const lines = [line({ id: "a", catalog: 1_000 })];
    const order: Award = { kind: "amount", amounts: { EUR: 100 }, on: "order" };
    const rate: Award = { kind: "percent", rate_bps: 1_500, on: "order" };
    expect(of([percent(5_000), order, rate], { lines })).toEqual(["1: p0 500+p1 100"]);
    expect(of([percent(5_000), order, rate], { lines }, { order_percent_base: "catalog" })).toEqual([
      "1: p0 500+p2 150",
    ]);
    const shipping = [300, 900].map((amount, index) => ({ id: String(index), method: "post", amount }));
    const charge: Award = { kind: "amount", amounts: { EUR: 200 }, on: "shipping", per: "charge" };
    const flat: Award = { kind: "fixed_price", prices: { EUR: 400 }, on: "shipping" };
    const half: Award = { kind: "percent", rate_bps: 5_000, on: "shipping" };
    expect(of([charge, flat, half], { shipping })).toEqual(["p0 200", "p1 500"]);
    expect(of([half, { kind: "free_shipping" }], { shipping })).toEqual(["p1 300", "p1 900"]);
  });

  test("[SEL-7, AWD-18, AWD-24] closed units are nobody's, reduced ones are not those of who excludes them", () => {
    const lines = [line({ id: "a" }), line({ id: "b" }), line({ id: "c" })];
    const sku = (id: string) => ({ items: { kind: "sku", any_of: [id] } });
    const before: Partial<RulePromotion>[] = [
      { lane: "before", awards: [percent(1_000, { ...sku("a"), closes_units: true })] },
      { lane: "before", awards: [percent(1_000, sku("b"))] },
    ];
    const rules = rulesOf([
      ...before,
      { awards: [percent(5_000)], excludes_reduced: ["earlier_promotion"] },
      { awards: [percent(2_000)] },
    ]);
    expect(parts(rules, cart({ lines }))).toEqual(["1: p0 100", "1: p1 100+p3 180", "1: p2 500"]);
  });

  test("[SEL-7, AWD-18] closed units are worth nothing to anybody", () => {
    const closing = percent(1_000, { pick: { by: "cheapest", units: 1 }, closes_units: true });
    const rules = rulesOf([
      { lane: "before", awards: [closing] },
      { awards: [off(500, { per: "line" })] },
      { awards: [off(300)] },
    ]);
    expect(parts(rules, cart({ lines: [line({ id: "a", quantity: 2 })] }))).toEqual(["1: p0 100, 1: p1 500"]);
  });

  test("[SEL-7, POL-12] who refuses what is reduced by then is worth nothing", () => {
    const rules = rulesOf(
      [
        { lane: "before", awards: [percent(1_000, { items: { kind: "sku", any_of: ["a"] } })] },
        { awards: [percent(5_000)], excludes_reduced: ["earlier_promotion"] },
        { awards: [percent(2_000)] },
      ],
      { policies: { ...DEFAULT_POLICIES, reduced_items: "refuse" } },
    );
    const facts = cart({ lines: [line({ id: "a" }), line({ id: "b" })] });
    expect(parts(rules, facts)).toEqual(["1: p0 100+p2 180", "1: p2 200"]);
    expect(reasons(rules, facts, "p1")).toEqual([{ code: "already_discounted" }]);
  });

  test("[SEL-7] a promotion that also gives or grants is chosen whether or not it wins anything", () => {
    const rules = rulesOf([
      { awards: [percent(5_000)] },
      { awards: [percent(1_000), { kind: "points", points: 5 }] },
      { awards: [{ kind: "gift", choices: ["mug"], units: 1 }] },
      { awards: [percent(2_000)] },
    ]);
    const result = price(rules, cart({ lines: [line({ id: "a" })] }), { explain: { promotions: ["p3"] } });
    expect(result.applied.map(({ promotion: id, saved, grants }) => [id, saved, grants.length])).toEqual([
      ["p0", 500, 0],
      ["p1", 0, 1],
      ["p2", 0, 0],
    ]);
    expect(result.gifts).toHaveLength(1);
    expect(result.explain?.promotions[0]?.reasons).toEqual([{ code: "lower_than_best" }]);
  });

  test("[SEL-7, AWD-15, AWD-26] what was won is still trimmed to a grant and to caps", () => {
    const rules = rulesOf([{ awards: [percent(5_000)] }, { awards: [percent(1_000)] }], {
      caps: { line_bps: 4_000 },
    });
    const facts = cart({ lines: [line({ id: "a" })] });
    expect(parts(rules, facts)).toEqual(["1: p0 400"]);
    expect(price(rules, facts, { granted: [{ promotion: "p0", amount: 50 }] }).totals.saved).toBe(50);
  });
});
