import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cart, line, NOW_MS, planOf, price, promotion, ruleSet } from "../evaluate/testing.ts";
import type { CartCondition } from "../rules/cart-condition.ts";
import type { IndexKey } from "../rules/condition-kind.ts";
import type { LineCondition } from "../rules/line-condition.ts";
import { compileRules } from "./compile-rules.ts";
import { filingKeys } from "./filing.ts";

const code: CartCondition = { kind: "code" };
const segment: CartCondition = { kind: "segment", any_of: ["vip"] };
const web: CartCondition = { kind: "channel", any_of: ["web", "app"] };
const shoes: LineCondition = { kind: "category", any_of: ["shoes"] };
const sku: LineCondition = { kind: "sku", any_of: ["a", "b"] };

describe("filing", () => {
  const keys = (conditions: CartCondition, items?: LineCondition) =>
    filingKeys(
      promotion({
        id: "p",
        conditions,
        awards: [{ kind: "percent", rate_bps: 1, on: "items", ...(items && { items }) }],
      }),
      ["X"],
    )?.map(({ fact, text }: IndexKey) => `${fact} ${text}`) ?? null;
  const table: [string, string[] | null, CartCondition, LineCondition?][] = [
    ["nothing necessary", null, { kind: "all", of: [] }],
    ["its code before all else", ["code X"], { kind: "all", of: [web, segment, code] }, sku],
    ["the most selective of several", ["segment vip"], { kind: "all", of: [web, segment] }],
    ["what its awards need", ["sku a", "sku b"], segment, sku],
    [
      "every branch of any",
      ["segment vip", "channel web", "channel app"],
      { kind: "any", of: [segment, web] },
    ],
    ["a branch that cannot be told", null, { kind: "any", of: [segment, { kind: "customer_known" }] }],
    ["a negation", null, { kind: "not", of: web }],
    ["items of a minimum", ["category shoes"], { kind: "quantity", at_least: 1, items: shoes }],
    ["items of a maximum", null, { kind: "quantity", at_most: 1, items: shoes }],
    ["items of a minimum of nothing", null, { kind: "quantity", at_least: 0, items: shoes }],
    ["any of nothing is never true", [], { kind: "any", of: [] }],
  ];
  test.each(table)("under %s", (_name, expected, conditions, items) => {
    expect(keys(conditions, items)).toEqual(expected);
  });

  test("10,000 coded promotions cost nothing unless typed: none is filed or looked at", () => {
    const promotions = Array.from({ length: 10_000 }, (_, index) =>
      promotion({ id: `p${index}`, conditions: { kind: "all", of: [code, web] } }),
    );
    const codes = promotions.map(({ id }) => ({
      code: id.toUpperCase(),
      promotion: id,
      start_ms: null,
      end_ms: null,
    }));
    const { sections } = planOf(ruleSet({ promotions, codes }));
    expect([sections.loose.length, sections.key.length, sections.code_text.length]).toEqual([0, 0, 10_000]);
  });
});

describe("compiling", () => {
  test("names the facts that rules read", () => {
    const plan = planOf(
      ruleSet({ promotions: [promotion({ id: "p", conditions: { kind: "all", of: [code, segment] } })] }),
    );
    expect([...plan.facts]).toEqual(["segments", "codes"]);
  });

  test("schedules, zones and currencies that several promotions share stand once", () => {
    const schedules = [{ zone: "Asia/Tokyo", start_local_ms: 0, end_local_ms: null, weekly: [] }];
    const offsets = [{ from_ms: 0, offset_min: 540 }];
    const zones = ["Asia/Tokyo", "Europe/Paris"].map((zone) => ({ zone, offsets }));
    const { sections } = planOf(
      ruleSet({ zones, promotions: ["p", "q"].map((id) => promotion({ id, schedules })) }),
    );
    expect([sections.schedule_zone.length, sections.zone_name.length]).toEqual([1, 1]);
  });

  test("promotions of the catalogue stage come first and are filed in an index of their own", () => {
    const ofSku = {
      conditions: segment,
      awards: [{ kind: "percent", rate_bps: 1, on: "items", items: sku }],
    };
    const of = (id: string, more: object) => promotion({ id, ...ofSku, ...more } as never);
    const plan = planOf(
      ruleSet({ promotions: [of("p", { priority: 9 }), of("early", { stage: "catalogue", lane: "" })] }),
    );
    expect([plan.promotionId(0), plan.isCatalogue(0), plan.isCatalogue(1)]).toEqual(["early", true, false]);
    expect([[...plan.catalogueIndex.promotions], [...plan.index.promotions]]).toEqual([
      [0, 0],
      [1, 1],
    ]);
    const bare = planOf(ruleSet({ promotions: [of("p", {})] }));
    expect([bare.catalogueIndex.keys.length, bare.catalogueIndex.loose.length]).toEqual([0, 0]);
  });

  test("policy sets and classes stand once, and columns that say nothing are empty", () => {
    const own = { policies: { rounding: "floor" as const } };
    const many = ["a", "b", "c"].map((id) =>
      promotion({ id, ...own, class: "x", combines_with: ["y", "x"] }),
    );
    const plan = planOf(
      ruleSet({ promotions: [...many, promotion({ id: "d", class: "x", combines_with: ["x", "y", "y"] })] }),
    );
    expect([...plan.sections.promotion_policies]).toEqual([1, 1, 1, 0]);
    expect([...plan.sections.promotion_profile]).toEqual([1, 1, 1, 1]);
    expect(plan.policiesOf(0)).toEqual({ ...plan.policies, rounding: "floor" });
    expect(plan.ownPolicies(0)).toEqual({ rounding: "floor" });
    expect(plan.ownPolicies(3)).toBeNull();
    const { sections } = planOf(ruleSet({ promotions: [promotion({ id: "p" })] }));
    const empty = [
      "promotion_policies",
      "promotion_exclusive",
      "promotion_reduced",
      "promotion_profile",
    ] as const;
    expect(empty.map((name) => sections[name].length)).toEqual([0, 0, 0, 0]);
  });

  test("[HNT-3] line trees are told of promotions that give hints alone, and only those that a hint may tell", () => {
    const quantity: CartCondition = { kind: "quantity", at_least: 3, items: shoes };
    const of = (id: string, more: object) => promotion({ id, conditions: quantity, ...more });
    const told = (...promotions: ReturnType<typeof promotion>[]) => {
      const { sections, texts } = planOf(ruleSet({ promotions }));
      return Array.from(sections.hint_tree_text, (text) => JSON.parse(texts.text(text)));
    };
    const half = { kind: "percent", rate_bps: 5_000, on: "items", items: { ...sku } };
    expect(told(of("p", {}))).toEqual([]);
    expect(told(of("p", { hint: {} }), of("q", {}))).toEqual([shoes]);
    expect(told(of("p", { hint: {}, awards: [half] }))).toEqual([shoes]);
    expect(told(of("p", { hint: {}, conditions: { kind: "items", which: "any", match: sku } }))).toEqual([]);
    const full = { kind: "every_full", every: { EUR: 1 }, amounts: { EUR: 1 }, on: "items", items: sku };
    expect(told(of("p", { hint: {}, awards: [half, full] }), of("q", { hint: {} }))).toEqual([
      shoes,
      sku,
      shoes,
    ]);
    const { sections } = planOf(
      ruleSet({ promotions: [of("p", {}), of("q", { hint: { within_units: 2 } })] }),
    );
    expect([[...sections.hint_promotion], [...sections.hint_within_units]]).toEqual([[1], [2]]);
  });

  test("what breaks an invariant throws", () => {
    const of = promotion({ id: "p" });
    const entry = { code: "X", promotion: "none", start_ms: null, end_ms: null };
    expect(() => compileRules(ruleSet({ promotions: [of, of] }))).toThrow("comes twice");
    expect(() => compileRules(ruleSet({ promotions: [of], codes: [entry] }))).toThrow("is not a promotion");
    expect(() => compileRules(ruleSet({ promotions: [{ ...of, lane: "x" }] }))).toThrow("does not exist");
    const many: LineCondition = {
      kind: "sku",
      any_of: Array.from({ length: 500 }, (_, index) => `sku-${index}`),
    };
    const long = { ...of, hint: {}, conditions: { kind: "quantity" as const, at_least: 1, items: many } };
    expect(() => compileRules(ruleSet({ promotions: [long] }))).toThrow("too long for a hint");
  });

  test("texts of any alphabet come back as they were", () => {
    const text = fc.string({ minLength: 1, maxLength: 40, unit: "binary" });
    fc.assert(
      fc.property(text, text, (label, id) => {
        const rules = ruleSet({ promotions: [promotion({ id, label, campaign: label })] });
        const applied = price(rules, cart({ lines: [line({ id: "a" })] }), {}, NOW_MS).applied[0];
        expect([applied?.promotion, applied?.label, applied?.campaign]).toEqual([id, label, label]);
      }),
    );
  });
});
