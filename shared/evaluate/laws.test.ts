import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileRules } from "../compile/compile-rules.ts";
import type { CartFacts, LineFacts } from "../model/cart-facts.ts";
import type { DecisionResult } from "../model/decision.ts";
import { type Policies, PoliciesSchema } from "../model/policies.ts";
import type { Award } from "../rules/award.ts";
import type { CartCondition } from "../rules/cart-condition.ts";
import type { LineCondition } from "../rules/line-condition.ts";
import type { RulePromotion, RuleSet } from "../rules/rule-set.ts";
import { openRules } from "../snapshot/rules-blob.ts";
import { instantText } from "../time/instant-text.ts";
import { evaluate } from "./evaluate.ts";
import { linkPlan } from "./plan.ts";
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
    .map(([buy, get, rate_bps, same]): Award => ({ kind: "buy_get", buy, get, rate_bps, same })),
  cap.map((most): Award => ({ kind: "free_shipping", ...(most && { cap: most }) })),
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
  awards: fc.array(award, { minLength: 1, maxLength: 3 }),
});
const values = <K extends keyof Policies>(name: K) => fc.constantFrom(...PoliciesSchema.shape[name].options);
const policies = fc.record({
  rounding: values("rounding"),
  rounded: values("rounded"),
  codes: values("codes"),
  guest_first_order: values("guest_first_order"),
  reward_units: values("reward_units"),
  incomplete_reward: values("incomplete_reward"),
}) as fc.Arbitrary<Policies>;

function inLane(lane: string, of: Omit<Partial<RulePromotion>, "id">[]): RulePromotion[] {
  return of.map((each, index) => promotion({ ...each, id: `${lane}-${index}`, lane }));
}

const rules: fc.Arbitrary<RuleSet> = fc
  .tuple(
    fc.array(single, { maxLength: 4 }),
    fc.array(several, { maxLength: 3 }),
    fc.array(several, { maxLength: 3 }),
  )
  .chain(([each, one, combined]) =>
    policies.map((of) => {
      const promotions = [...inLane("each", each), ...inLane("one", one), ...inLane("default", combined)];
      return ruleSet({
        policies: of,
        lanes: [
          { id: "each", mode: "best_each" },
          { id: "one", mode: "best_one" },
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
    Object.fromEntries(applied.map((each) => [each.promotion, each.saved])),
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
        const split = { ...facts, lines: facts.lines.flatMap((each) => (each === found ? halves : [each])) };
        const [whole, parts] = [price(of, facts), price(of, split)];
        expect(parts.totals).toEqual(whole.totals);
        expect(parts.applied).toEqual(whole.applied);
        expect(parts.codes).toEqual(whole.codes);
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

describe("poisoned rules", () => {
  const bytes = compileRules(
    ruleSet({
      promotions: [
        promotion({
          id: "p",
          conditions: { kind: "any", of: [{ kind: "code" }, { kind: "customer_known" }] },
        }),
        promotion({
          id: "q",
          awards: [{ kind: "percent", rate_bps: 5_000, on: "items", items: { kind: "sku", any_of: ["a"] } }],
        }),
      ],
      codes: [{ code: "X", promotion: "p", start_ms: null, end_ms: null }],
    }),
  );
  const facts = cart({ lines: [line({ id: "a" })], codes: ["X"] });

  test("[S1] truncated, foreign, future and mixed-up blobs are refused", () => {
    for (let length = 0; length < bytes.length; length++) {
      expect(openRules(bytes.slice(0, length), "acme").ok).toBe(false);
    }
    expect(openRules(bytes, "other").ok).toBe(false);
    for (const word of [0, 1, 2, 3, 4, 5]) {
      const future = bytes.slice();
      future[word * 4] = (future[word * 4] ?? 0) + 1;
      expect(openRules(future, "acme").ok).toBe(false);
    }
  });

  test("[T25] every bit flipped alone is refused, or links and finds promotions without harm", () => {
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const flipped = bytes.slice();
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const opened = openRules(flipped, "acme");
      if (!opened.ok) continue;
      const plan = linkPlan(opened.view);
      expect(plan.promotion("none")).toBeLessThan(0);
      evaluate(plan, facts, NOW_MS, { left_out: [], granted: [], explain: true });
    }
  });
});
