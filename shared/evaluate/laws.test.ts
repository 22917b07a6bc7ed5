import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileRules } from "../compile/compile-rules.ts";
import type { CartFacts, LineFacts } from "../model/cart-facts.ts";
import type { DecisionResult } from "../model/decision.ts";
import { DEFAULT_POLICIES, type Policies, PoliciesSchema } from "../model/policies.ts";
import type { Award } from "../rules/award.ts";
import type { CartCondition } from "../rules/cart-condition.ts";
import type { LineCondition } from "../rules/line-condition.ts";
import type { Pick } from "../rules/pick.ts";
import type { Lane, RulePromotion, RuleSet } from "../rules/rule-set.ts";
import { instantText } from "../time/instant-text.ts";
import { evaluate } from "./evaluate.ts";
import { cart, line, NOW_MS, planOf, price, promotion, ruleSet } from "./testing.ts";

const sku = fc.constantFrom("a", "b", "c");
const items: fc.Arbitrary<LineCondition> = fc.oneof(
  fc.record({ kind: fc.constant("sku" as const), any_of: fc.array(sku, { minLength: 1, maxLength: 2 }) }),
  fc.record({
    kind: fc.constant("tag" as const),
    any_of: fc.array(fc.constantFrom("t", "u"), { minLength: 1, maxLength: 1 }),
  }),
  fc.constant<LineCondition>({ kind: "not", of: { kind: "tag", any_of: ["t"] } }),
);
const maybeItems = fc.option(items, { nil: undefined });
const rate = fc.integer({ min: 1, max: 10_000 });
const euro = fc
  .oneof(fc.integer({ min: 1, max: 9_999 }), fc.constant(1_000_000_000_000))
  .map((EUR) => ({ EUR }));
const cap = fc.option(euro, { nil: undefined });
const award: fc.Arbitrary<Award> = fc.oneof(
  fc.tuple(rate, cap, maybeItems).map(
    ([rate_bps, most, of]): Award => ({
      kind: "percent",
      rate_bps,
      on: "items",
      ...(most && { cap: most }),
      ...(of && { items: of }),
    }),
  ),
  fc
    .tuple(rate, cap, fc.constantFrom("order" as const, "shipping" as const))
    .map(([rate_bps, most, on]): Award => ({ kind: "percent", rate_bps, on, ...(most && { cap: most }) })),
  fc.tuple(euro, fc.constantFrom("unit" as const, "line" as const, "once" as const), maybeItems).map(
    ([amounts, per, of]): Award => ({
      kind: "amount",
      amounts,
      per,
      on: "items",
      ...(of && { items: of }),
    }),
  ),
  fc
    .tuple(euro, fc.constantFrom("order" as const, "shipping" as const))
    .map(([amounts, on]): Award => ({ kind: "amount", amounts, on })),
  fc
    .tuple(
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 1, max: 3 }),
      rate,
      fc.constantFrom("sku", "product"),
    )
    .map(
      ([buy, get, rate_bps, same]): Award => ({
        kind: "buy_get",
        reading: "additive",
        buy,
        get,
        rate_bps,
        same,
      }),
    ),
  cap.map((most): Award => ({ kind: "free_shipping", ...(most && { cap: most }) })),
);
const pick = fc.constantFrom<Pick>(
  { by: "cheapest", units: 2 },
  { by: "dearest", units: 1 },
  { by: "pattern", skip: 1, take: 1, from: "dearest" },
  { by: "at_most", units: 2, per: "line" },
  { by: "at_most", units: 3, per: "order" },
);
/** Awards that stand in no lane `best_each`, or do more than compete. */
const wide: fc.Arbitrary<Award> = fc.oneof(
  award,
  fc.tuple(rate, maybeItems, pick, fc.boolean()).map(
    ([rate_bps, of, picked, closes]): Award => ({
      kind: "percent",
      rate_bps,
      on: "items",
      pick: picked,
      ...(of && { items: of }),
      ...(closes && { closes_units: true as const }),
    }),
  ),
  fc.tuple(euro, fc.constantFrom("unit" as const, "once" as const), maybeItems).map(
    ([prices, per, of]): Award => ({
      kind: "fixed_price",
      prices,
      per,
      on: "items",
      ...(of && { items: of }),
    }),
  ),
  rate.map((rate_bps): Award => ({ kind: "percent", rate_bps, on: "order_and_shipping" })),
  fc.tuple(items, items, euro).map(
    ([one, other, prices]): Award => ({
      kind: "bundle",
      components: [
        { items: one, units: 1 },
        { items: other, units: 2 },
      ],
      prices,
      pick: "best",
    }),
  ),
  fc.tuple(rate, rate, fc.constantFrom("cliff" as const, "marginal" as const), maybeItems).map(
    ([low, high, reading, of]): Award => ({
      kind: "tiers",
      by: "units",
      reading,
      steps: [
        { from: 1, rate_bps: low },
        { from: 4, rate_bps: high },
      ],
      on: "items",
      ...(of && { items: of }),
    }),
  ),
  euro.map(
    (amounts): Award => ({
      kind: "every_full",
      every: { EUR: 1_000 },
      amounts,
      on: "order",
      basis: "current",
    }),
  ),
  euro.map((worth): Award => ({ kind: "points", points: 5, worth })),
  euro.map((worth): Award => ({ kind: "gift", choices: ["a", "g"], units: 1, worth })),
);
const conditions: fc.Arbitrary<CartCondition> = fc.oneof(
  fc.constant<CartCondition>({ kind: "all", of: [] }),
  fc.constant<CartCondition>({ kind: "code" }),
  fc.tuple(maybeItems, fc.nat({ max: 4 })).map(
    ([of, at_least]): CartCondition => ({
      kind: "quantity",
      at_least,
      ...(of && { items: of }),
    }),
  ),
);
const single = fc.record({ priority: fc.nat({ max: 2 }), conditions, awards: fc.tuple(award) });
const several = fc.record({
  priority: fc.nat({ max: 2 }),
  conditions,
  awards: fc.array(wide, { minLength: 1, maxLength: 3 }),
});
const stacking: fc.Arbitrary<Partial<RulePromotion>> = fc.oneof(
  { weight: 4, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: fc.constantFrom({ class: "x", combines_with: [] }, { class: "y" }) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom("sole", "stop", "only_if_first"), fc.constantFrom("lane", "cart"))
      .map(([reading, reach]) => ({ exclusive: { reading, reach } }) as Partial<RulePromotion>),
  },
  {
    weight: 1,
    arbitrary: fc.constant({ excludes_reduced: ["earlier_promotion", "catalogue_promotion"] } as const),
  },
  { weight: 1, arbitrary: fc.constant({ policies: { excess: "refuse", percent_base: "list" } } as const) },
) as fc.Arbitrary<Partial<RulePromotion>>;
const stacked = fc.tuple(several, stacking).map(([of, more]) => ({ ...of, ...more }));
const early = fc.tuple(rate, maybeItems).map(
  ([rate_bps, of]): Omit<Partial<RulePromotion>, "id"> => ({
    stage: "catalogue",
    awards: [{ kind: "percent", rate_bps, on: "items", ...(of && { items: of }) }],
  }),
);
const values = <K extends keyof Policies>(name: K) => fc.constantFrom(...PoliciesSchema.shape[name].options);
const policies = fc
  .record({
    ...Object.fromEntries(
      Object.keys(DEFAULT_POLICIES).map((name) => [name, values(name as keyof Policies)]),
    ),
  })
  .map((of) => PoliciesSchema.parse(of));

function inLane(lane: string, of: Omit<Partial<RulePromotion>, "id">[]): RulePromotion[] {
  return of.map((each, index) => promotion({ ...each, id: `${lane}-${index}`, lane }));
}

const rules: fc.Arbitrary<RuleSet> = fc
  .tuple(
    fc.array(single, { maxLength: 3 }),
    fc.array(stacked, { maxLength: 3 }),
    fc.array(stacked, { maxLength: 4 }),
    fc.array(early, { maxLength: 2 }),
    fc.constantFrom<Lane["mode"]>("best_one", "first", "lowest", "all"),
  )
  .chain(([each, one, combined, catalogue, mode]) =>
    policies.map((of) => {
      const promotions = [
        ...inLane("each", each),
        ...inLane("one", one),
        ...inLane("default", combined),
        ...inLane("early", catalogue),
      ];
      return ruleSet({
        policies: of,
        lanes: [
          { id: "each", mode: "best_each" },
          { id: "one", mode },
          { id: "default", mode: "best_combination" },
        ],
        promotions,
        codes: promotions
          .filter(({ conditions: { kind } }) => kind === "code")
          .map(({ id }) => ({ code: id.toUpperCase(), promotion: id, start_ms: null, end_ms: null })),
      });
    }),
  );

const goods: fc.Arbitrary<Omit<LineFacts, "id">> = fc
  .record({
    sku,
    quantity: fc.oneof(fc.integer({ min: 1, max: 6 }), fc.constantFrom(1_000, 100_000)),
    catalog: fc.oneof(fc.integer({ min: 0, max: 3_000 }), fc.constantFrom(0, 1, 999_999_999)),
    tags: fc.option(fc.constantFrom<string[]>([], ["t"], ["t", "u"]), { nil: undefined }),
    discountable: fc.boolean(),
    isGift: fc.boolean(),
  })
  .map(({ tags, isGift, ...of }) => ({
    ...of,
    product: of.sku === "c" ? "c" : "ab",
    list: of.catalog,
    ...(tags && { tags }),
    ...(isGift && of.discountable && of.quantity === 1 ? { gift_of: "x" } : {}),
  }));
const carts: fc.Arbitrary<CartFacts> = fc
  .tuple(
    fc.array(goods, { maxLength: 6 }),
    fc.array(fc.nat({ max: 2_000 }), { maxLength: 2 }),
    fc.subarray(["DEFAULT-0", "DEFAULT-1", "EACH-0", "NONE", "ONE-0", "ONE-1"]),
  )
  .map(([lines, charges, codes]) =>
    cart({
      lines: lines.map((of, index) => ({ id: `l${index}`, ...of })),
      shipping: charges.map((amount, index) => ({ id: `s${index}`, method: "post", amount })),
      codes,
    }),
  );

/** Every sum of the decision, added up again. */
function expectSums({ lines, shipping, totals, applied, explain }: DecisionResult): void {
  const saved = new Map<string, number>();
  const take = (id: string, amount: number) => saved.set(id, (saved.get(id) ?? 0) + amount);
  for (const each of lines) {
    expect(each.total).toBeGreaterThanOrEqual(0);
    expect(each.total).toBeLessThanOrEqual(each.catalog);
    expect(each.units.reduce((sum, { count }) => sum + count, 0)).toBe(each.quantity);
    expect(each.units.reduce((sum, { count, net }) => sum + count * net, 0)).toBe(each.total);
    for (const { count, net, parts } of each.units) {
      expect(Number.isSafeInteger(net) && net >= 0).toBe(true);
      expect(net + parts.reduce((sum, { amount }) => sum + amount, 0)).toBe(each.catalog / each.quantity);
      for (const { promotion: id, amount } of parts) take(id, amount * count);
    }
  }
  for (const { amount, total, parts } of shipping) {
    expect(total).toBeGreaterThanOrEqual(0);
    expect(total + parts.reduce((sum, part) => sum + part.amount, 0)).toBe(amount);
    for (const part of parts) take(part.promotion, part.amount);
  }
  expect(Object.fromEntries(saved)).toEqual(
    Object.fromEntries(applied.filter((each) => each.saved > 0).map((each) => [each.promotion, each.saved])),
  );
  const total = [...saved.values()].reduce((sum, amount) => sum + amount, 0);
  expect(totals.saved).toBe(total);
  expect(explain?.trace.reduce((sum, step) => sum + step.saved, 0)).toBe(total);
}

describe("laws", () => {
  test("[SEL-12, SEL-13] [P1] [P2] [P3] integers, nothing below zero, every sum exact, under any policies", () => {
    fc.assert(
      fc.property(rules, carts, (of, facts) => expectSums(price(of, facts, { explain: true }))),
      { numRuns: 400 },
    );
  });

  test("[SEL-14] [P4] the order of authoring, codes and lines changes nothing, to the byte of the blob", () => {
    fc.assert(
      fc.property(rules, carts, (of, facts) => {
        const back: RuleSet = {
          ...of,
          promotions: of.promotions
            .toReversed()
            .map((each) => Object.fromEntries(Object.entries(each).reverse())),
          codes: of.codes.toReversed(),
        } as RuleSet;
        expect(compileRules(back)).toEqual(compileRules(of));
        expect(compileRules(of)).toEqual(compileRules(of));
        const plan = planOf(of);
        const ask = { left_out: [], granted: [], explain: true };
        const once = JSON.stringify(evaluate(plan, facts, NOW_MS, ask));
        expect(JSON.stringify(evaluate(plan, facts, NOW_MS, ask))).toBe(once);
        expect(JSON.stringify(evaluate(planOf(back), facts, NOW_MS, ask))).toBe(once);
      }),
    );
  });

  test("[SEL-14] [P4] renaming lines against their order moves no total", () => {
    fc.assert(
      fc.property(rules, carts, (of, facts) => {
        const renamed = facts.lines.map((each, index) => ({ ...each, id: `l${facts.lines.length - index}` }));
        const other = { ...facts, lines: renamed.reverse() };
        expect(price(of, other).totals).toEqual(price(of, facts).totals);
      }),
    );
  });

  test("[SEL-14, AWD-1] splitting a line changes no total and no promotion", () => {
    fc.assert(
      fc.property(rules, carts, fc.nat(), fc.nat(), (of, facts, which, at) => {
        const index = facts.lines.findIndex((each, place) => each.quantity > 1 && place >= which % 6);
        const found = facts.lines[index];
        fc.pre(found !== undefined);
        if (found === undefined) return;
        const count = 1 + (at % (found.quantity - 1));
        const halves = [
          { ...found, quantity: count },
          { ...found, id: `${found.id}x`, quantity: found.quantity - count },
        ];
        // Rounding line by line is the one policy under which a split may change a total (POL-8).
        const policies: Policies = { ...of.policies, rounding_place: "run" };
        const split = { ...facts, lines: facts.lines.flatMap((each) => (each === found ? halves : [each])) };
        const [whole, parts] = [facts, split].map((each) => price({ ...of, policies }, each));
        expect(parts?.totals).toEqual(whole?.totals);
        expect(parts?.applied).toEqual(whole?.applied);
        expect(parts?.codes).toEqual(whole?.codes);
      }),
    );
  });

  test("[P6] a cart in another currency never meets an amount", () => {
    fc.assert(
      fc.property(rules, carts, (of, facts) => {
        const result = price(of, { ...facts, currency: "USD" });
        const priced = new Set(
          of.promotions
            .filter(({ awards }) => awards.some((each) => "amounts" in each || "cap" in each))
            .map(({ id }) => id),
        );
        expect(result.applied.filter((each) => priced.has(each.promotion))).toEqual([]);
      }),
    );
  });

  test("[AWD-5] amounts near 2^53 stay exact", () => {
    const rate = promotion({ id: "p", awards: [{ kind: "percent", rate_bps: 3_333, on: "order" }] });
    const lines = [line({ id: "a", catalog: 999_999_999_999, quantity: 999 })];
    const { totals } = price(ruleSet({ promotions: [rate] }), cart({ lines }));
    const sum = 999_999_999_999n * 999n;
    expect(BigInt(totals.saved)).toBe((sum * 3_333n + 5_000n) / 10_000n);
  });

  test("an instant is written as Date writes it", () => {
    const span = { min: -62_167_219_200_000, max: 253_402_300_799_999 };
    fc.assert(
      fc.property(fc.integer(span), (ms) => {
        expect(instantText(ms)).toBe(new Date(ms).toISOString());
      }),
    );
  });
});
