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

  test("what breaks an invariant throws", () => {
    const of = promotion({ id: "p" });
    const entry = { code: "X", promotion: "none", start_ms: null, end_ms: null };
    expect(() => compileRules(ruleSet({ promotions: [of, of] }))).toThrow("comes twice");
    expect(() => compileRules(ruleSet({ promotions: [of], codes: [entry] }))).toThrow("is not a promotion");
    expect(() => compileRules(ruleSet({ promotions: [{ ...of, lane: "x" }] }))).toThrow("does not exist");
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
