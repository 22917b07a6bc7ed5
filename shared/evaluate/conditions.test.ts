import { describe, expect, test } from "vitest";
import type { CartFacts } from "../model/cart-facts.ts";
import { DEFAULT_POLICIES, type Policies } from "../model/policies.ts";
import type { Reason } from "../model/reason.ts";
import type { CartCondition } from "../rules/cart-condition.ts";
import type { LineCondition } from "../rules/line-condition.ts";
import { cart, line, NOW_MS, price, promotion, reasons, ruleSet } from "./testing.ts";

/** "applied", or the reasons why not. */
function outcome(conditions: CartCondition, facts: Partial<CartFacts>, policies: Partial<Policies> = {}) {
  const rules = ruleSet({
    promotions: [promotion({ id: "p", conditions })],
    policies: { ...DEFAULT_POLICIES, ...policies },
  });
  const full = cart({ lines: [line({ id: "a" })], ...facts });
  return price(rules, full).applied.length > 0 ? "applied" : reasons(rules, full);
}

const yes: CartCondition = { kind: "channel", any_of: ["web"] };
const no: CartCondition = { kind: "channel", any_of: ["pos"] };
const unknown: CartCondition = { kind: "country", any_of: ["DE"] };
const wrongChannel: Reason = { code: "wrong_channel", have: "web" };
const missing: Reason = { code: "fact_missing", by: "country" };

describe("three values", () => {
  const table: [string, CartCondition, "applied" | Reason[]][] = [
    ["all of nothing", { kind: "all", of: [] }, "applied"],
    ["any of nothing", { kind: "any", of: [] }, []],
    ["all of true and unknown", { kind: "all", of: [yes, unknown] }, [missing]],
    ["all of false and unknown", { kind: "all", of: [unknown, no] }, [missing, wrongChannel]],
    ["any of true and unknown", { kind: "any", of: [unknown, yes] }, "applied"],
    ["any of false and unknown", { kind: "any", of: [no, unknown] }, [missing, wrongChannel]],
    ["not of false", { kind: "not", of: no }, "applied"],
    ["not of true", { kind: "not", of: yes }, [wrongChannel]],
    ["not of unknown", { kind: "not", of: unknown }, [missing]],
    ["not of all of true and false", { kind: "not", of: { kind: "all", of: [yes, no] } }, "applied"],
    ["not of any of true and false", { kind: "not", of: { kind: "any", of: [yes, no] } }, [wrongChannel]],
  ];
  test.each(table)("[CND-1, CND-21] %s", (_name, conditions, expected) => {
    expect(outcome(conditions, {})).toEqual(expected);
  });

  test("[CND-2] 50 % off all but electronics never reaches an article that nobody described", () => {
    const rules = ruleSet({
      promotions: [
        promotion({
          id: "p",
          awards: [
            {
              kind: "percent",
              rate_bps: 5_000,
              on: "items",
              items: { kind: "not", of: { kind: "category", any_of: ["electronics"] } },
            },
          ],
        }),
      ],
    });
    const lines = [
      line({ id: "a" }),
      line({ id: "b", categories: ["food"] }),
      line({ id: "c", categories: ["electronics"] }),
    ];
    expect(price(rules, cart({ lines })).lines.map(({ total }) => total)).toEqual([1_000, 500, 1_000]);
  });

  test("[CND-22] equal reasons are said once, in the order of precedence", () => {
    const minimum: CartCondition = { kind: "quantity", at_least: 2 };
    const conditions: CartCondition = { kind: "all", of: [no, minimum, no, { kind: "customer_known" }] };
    expect(outcome(conditions, {})).toEqual([
      { code: "customer_required", by: "customer_known" },
      { code: "minimum_not_reached", need: 2, have: 1, by: "quantity" },
      wrongChannel,
    ]);
  });
});

describe("counting conditions", () => {
  const drinks: LineCondition = { kind: "category", any_of: ["drinks"] };
  const lines = [
    line({ id: "a", catalog: 3_000, categories: ["drinks"] }),
    line({ id: "b", catalog: 2_500 }),
  ];
  const minimum = (need: number): Reason => ({
    code: "minimum_not_reached",
    need,
    have: 3_000,
    by: "subtotal",
  });
  const maximum = (need: number): Reason => ({ code: "maximum_exceeded", need, have: 3_000, by: "subtotal" });
  const unsure: Reason = { code: "fact_missing", by: "subtotal" };
  const table: [
    string,
    Partial<Record<"at_least" | "above" | "at_most" | "below", number>>,
    "applied" | Reason,
  ][] = [
    ["at least low", { at_least: 3_000 }, "applied"],
    ["at least between", { at_least: 5_000 }, unsure],
    ["at least high", { at_least: 5_500 }, unsure],
    ["at least above high", { at_least: 6_000 }, minimum(6_000)],
    ["above below low", { above: 2_999 }, "applied"],
    ["above low", { above: 3_000 }, unsure],
    ["above high", { above: 5_500 }, minimum(5_500)],
    ["at most high", { at_most: 5_500 }, "applied"],
    ["at most low", { at_most: 3_000 }, unsure],
    ["at most below low", { at_most: 2_999 }, maximum(2_999)],
    ["below above high", { below: 5_501 }, "applied"],
    ["below high", { below: 5_500 }, unsure],
    ["below low", { below: 3_000 }, maximum(3_000)],
    ["two bounds, the upper fails", { at_least: 4_000, at_most: 1_000 }, maximum(1_000)],
  ];
  test.each(table)("[CND-4] range 30.00 to 55.00, %s", (_name, bounds, expected) => {
    const tables = Object.fromEntries(
      Object.entries(bounds).map(([name, amount]) => [name, { EUR: amount }]),
    );
    const condition: CartCondition = { kind: "subtotal", basis: "catalog", items: drinks, ...tables };
    expect(outcome(condition, { lines })).toEqual(expected === "applied" ? expected : [expected]);
  });

  test("[CND-4] the basis names the price, quantities count, gifts and shipping do not", () => {
    const facts = {
      lines: [
        line({ id: "a", catalog: 800, list: 1_000, quantity: 3 }),
        line({ id: "g", catalog: 9_000, gift_of: "x" }),
      ],
      shipping: [{ id: "s", method: "post", amount: 5_000 }],
    };
    const at = (basis: "list" | "catalog", amount: number): CartCondition => ({
      kind: "subtotal",
      basis,
      at_least: { EUR: amount },
    });
    expect(outcome(at("catalog", 2_400), facts)).toBe("applied");
    expect(outcome(at("catalog", 2_401), facts)).toEqual([
      { code: "minimum_not_reached", need: 2_401, have: 2_400, by: "subtotal" },
    ]);
    expect(outcome(at("list", 3_000), facts)).toBe("applied");
    expect(outcome(at("list", 3_001), facts)).not.toBe("applied");
  });

  test("[CND-3, CND-5] quantity counts units of lines that are no gifts, discountable or not", () => {
    const facts = {
      lines: [
        line({ id: "a", quantity: 2 }),
        line({ id: "b", quantity: 3, discountable: false }),
        line({ id: "g", quantity: 9, gift_of: "x" }),
      ],
    };
    expect(outcome({ kind: "quantity", at_least: 5, at_most: 5 }, facts)).toBe("applied");
    expect(outcome({ kind: "quantity", at_least: 6 }, facts)).toEqual([
      { code: "minimum_not_reached", need: 6, have: 5, by: "quantity" },
    ]);
  });

  test("[CND-21] a counting condition that was wanted false says which side it is on", () => {
    const not = (of: CartCondition): CartCondition => ({ kind: "not", of });
    expect(outcome(not({ kind: "quantity", at_least: 1 }), {})).toEqual([
      { code: "maximum_exceeded", need: 1, have: 1, by: "quantity" },
    ]);
    expect(outcome(not({ kind: "quantity", at_most: 4 }), {})).toEqual([
      { code: "minimum_not_reached", need: 4, have: 1, by: "quantity" },
    ]);
    const items: LineCondition = { kind: "sku", any_of: ["a"] };
    expect(outcome(not({ kind: "quantity", items, at_least: 1 }), {})).toEqual([
      { code: "items_excluded", by: "quantity" },
    ]);
  });
});

describe("customer and context", () => {
  const guest = cart().customer;
  const customer = (of: Partial<CartFacts["customer"]>) => ({ customer: { ...guest, ...of } });
  const eligible = (by: string): Reason[] => [{ code: "customer_not_eligible", by }];
  const size = (test: object): CartCondition => ({ kind: "customer_attribute", name: "size", ...test });
  const table: [string, CartCondition, Partial<CartFacts>, "applied" | Reason[]][] = [
    [
      "[CND-6] segment",
      { kind: "segment", any_of: ["vip", "x"] },
      customer({ segments: ["vip"] }),
      "applied",
    ],
    ["[CND-6] no segment", { kind: "segment", any_of: ["vip"] }, {}, eligible("segment")],
    [
      "[CND-6] not in a segment",
      { kind: "not", of: { kind: "segment", any_of: ["vip"] } },
      customer({ segments: ["vip"] }),
      eligible("segment"),
    ],
    ["[CND-7] one of texts", size({ any_of: ["m", 4] }), customer({ attributes: { size: "m" } }), "applied"],
    ["[CND-7] one of numbers", size({ any_of: ["m", 4] }), customer({ attributes: { size: 4 } }), "applied"],
    [
      "[CND-7] another type",
      size({ any_of: ["4"] }),
      customer({ attributes: { size: 4 } }),
      eligible("size"),
    ],
    ["[CND-7] true", size({ any_of: [true] }), customer({ attributes: { size: true } }), "applied"],
    [
      "[CND-7] false is not 0",
      size({ any_of: [0] }),
      customer({ attributes: { size: false } }),
      eligible("size"),
    ],
    ["[CND-7] within", size({ above: 1.5, below: 3 }), customer({ attributes: { size: 2 } }), "applied"],
    ["[CND-7] at the bound", size({ above: 1.5 }), customer({ attributes: { size: 1.5 } }), eligible("size")],
    ["[CND-7] no number", size({ at_least: 0 }), customer({ attributes: { size: "2" } }), eligible("size")],
    ["[CND-7] unknown", size({ at_least: 0 }), {}, [{ code: "fact_missing", by: "customer_attribute" }]],
    ["[CND-8] none yet", { kind: "first_order" }, customer({ order_count: 0 }), "applied"],
    ["[CND-8] some", { kind: "first_order" }, customer({ order_count: 1 }), eligible("first_order")],
    ["[CND-8] a guest", { kind: "first_order" }, {}, eligible("first_order")],
    ["[CND-9] known", { kind: "customer_known" }, customer({ key: "k" }), "applied"],
    [
      "[CND-9] unknown",
      { kind: "customer_known" },
      {},
      [{ code: "customer_required", by: "customer_known" }],
    ],
    [
      "[CND-9] not known",
      { kind: "not", of: { kind: "customer_known" } },
      customer({ key: "k" }),
      eligible("customer_known"),
    ],
    ["[CND-10] store", { kind: "store", any_of: ["berlin"], groups: [] }, {}, "applied"],
    [
      "[CND-10] group",
      { kind: "store", any_of: [], groups: ["north"] },
      { store_groups: ["north"] },
      "applied",
    ],
    [
      "[CND-10] another store",
      { kind: "store", any_of: ["bonn"], groups: ["berlin"] },
      { store_groups: ["bonn"] },
      [{ code: "wrong_store", have: "berlin" }],
    ],
    ["[CND-10] country", { kind: "country", any_of: ["DE"] }, { country: "DE" }, "applied"],
    [
      "[CND-10] another country",
      { kind: "country", any_of: ["DE"] },
      { country: "FR" },
      [{ code: "wrong_country", have: "FR" }],
    ],
    ["[CND-11] no code", { kind: "code" }, { codes: ["X"] }, [{ code: "code_required" }]],
  ];
  test.each(table)("%s", (_name, conditions, facts, expected) => {
    expect(outcome(conditions, facts)).toEqual(expected);
  });

  test("[CND-8, POL-4] a guest counts as first where the company says so", () => {
    expect(outcome({ kind: "first_order" }, {}, { guest_first_order: "counts_as_first" })).toBe("applied");
  });
});

describe("line conditions", () => {
  const shoe = line({
    id: "a",
    sku: "s1",
    product: "p1",
    catalog: 800,
    list: 1_000,
    categories: ["all", "shoes"],
    brand: "acme",
    tags: ["new"],
    attributes: { color: "red", size: 40 },
  });
  const bare = line({ id: "a", sku: "s1", product: "p1" });
  const matches = (items: LineCondition, of = shoe) => {
    const met = outcome({ kind: "quantity", items, at_least: 1 }, { lines: [of] });
    return met === "applied" ? true : met?.[0]?.code === "fact_missing" ? "unknown" : false;
  };
  const table: [string, LineCondition, boolean, boolean | "unknown"][] = [
    ["[CND-12] sku", { kind: "sku", any_of: ["s0", "s1", "s2"] }, true, true],
    ["[CND-12] other sku", { kind: "sku", any_of: ["p1"] }, false, false],
    ["[CND-12] product", { kind: "product", any_of: ["p1"] }, true, true],
    ["[CND-12] category", { kind: "category", any_of: ["all"] }, true, "unknown"],
    ["[CND-12] other category", { kind: "category", any_of: ["hats"] }, false, "unknown"],
    ["[CND-12] tag", { kind: "tag", any_of: ["new"] }, true, "unknown"],
    ["[CND-13] brand", { kind: "brand", any_of: ["acme"] }, true, "unknown"],
    ["[CND-13] attribute", { kind: "attribute", name: "color", any_of: ["red"] }, true, "unknown"],
    ["[CND-13] attribute within", { kind: "attribute", name: "size", at_least: 41 }, false, "unknown"],
    ["[CND-14] on sale", { kind: "on_sale" }, true, false],
    ["[CND-14] price", { kind: "unit_price", basis: "catalog", below: { EUR: 1_000 } }, true, false],
    ["[CND-14] list price", { kind: "unit_price", basis: "list", at_least: { EUR: 1_000 } }, true, true],
  ];
  test.each(table)("%s", (_name, items, ofShoe, ofBare) => {
    expect(matches(items)).toBe(ofShoe);
    expect(matches(items, bare)).toBe(ofBare);
  });

  test("[CND-13] an attribute of another name is unknown, a line known without brand is in no list", () => {
    expect(matches({ kind: "attribute", name: "weight", any_of: [1] })).toBe("unknown");
    expect(matches({ kind: "brand", any_of: ["acme"] }, { ...shoe, brand: null })).toBe(false);
    expect(matches({ kind: "not", of: { kind: "brand", any_of: ["acme"] } }, { ...shoe, brand: null })).toBe(
      true,
    );
  });
});

describe("time, currency, first order", () => {
  const zone = { zone: "Asia/Tokyo", offsets: [{ from_ms: 0, offset_min: 540 }] };
  const schedule = (of: object) => ({
    zone: "store",
    start_local_ms: null,
    end_local_ms: null,
    weekly: [],
    ...of,
  });
  const local = NOW_MS + 3_600_000;
  const table: [string, object, Reason[] | undefined][] = [
    ["starts now", { start_local_ms: local }, []],
    ["starts later", { start_local_ms: local + 1 }, [{ code: "not_started" }]],
    ["ended now", { end_local_ms: local }, [{ code: "expired" }]],
    ["ends later", { end_local_ms: local + 1 }, []],
    ["Monday 11 to 12", { weekly: [{ from_min: 660, to_min: 720 }] }, []],
    ["Monday 12 to 13", { weekly: [{ from_min: 720, to_min: 780 }] }, [{ code: "outside_timetable" }]],
    ["another zone has its own hours", { zone: "Asia/Tokyo", start_local_ms: NOW_MS + 9 * 3_600_000 }, []],
    ["another zone", { zone: "Asia/Tokyo", end_local_ms: local }, [{ code: "expired" }]],
  ];
  test.each(table)("[CND-15, CND-20] %s", (_name, of, expected) => {
    const rules = ruleSet({ promotions: [promotion({ id: "p", schedules: [schedule(of)] })], zones: [zone] });
    expect(reasons(rules, cart({ lines: [line({ id: "a" })] }))).toEqual(expected);
  });

  test("[CND-20] all schedules and the tree speak together", () => {
    const schedules = [schedule({ end_local_ms: local }), schedule({ start_local_ms: local + 1 })];
    const rules = ruleSet({ promotions: [promotion({ id: "p", schedules, conditions: no })] });
    expect(reasons(rules, cart())).toEqual([{ code: "not_started" }, { code: "expired" }, wrongChannel]);
  });

  test("[CND-16] a code holds from its start up to its end", () => {
    const rules = ruleSet({
      promotions: [promotion({ id: "p", conditions: { kind: "code" } })],
      codes: [{ code: "X", promotion: "p", start_ms: NOW_MS, end_ms: NOW_MS + 10 }],
    });
    const facts = cart({ lines: [line({ id: "a" })], codes: ["X"] });
    const at = (ms: number) => price(rules, facts, {}, NOW_MS + ms).codes[0];
    expect(at(-1)).toEqual({
      code: "X",
      status: "refused",
      promotion: "p",
      reasons: [{ code: "not_started" }],
    });
    expect(at(0)?.status).toBe("applied");
    expect(at(9)?.status).toBe("applied");
    expect(at(10)?.reasons).toEqual([{ code: "expired" }]);
  });

  test("[CND-17] an amount table without the cart's currency refuses, and the tree is not judged", () => {
    const awards = [{ kind: "percent", rate_bps: 100, on: "order", cap: { EUR: 1 } } as const];
    const rules = ruleSet({ promotions: [promotion({ id: "p", awards, conditions: no })] });
    expect(reasons(rules, cart({ currency: "USD" }))).toEqual([{ code: "wrong_currency", by: "USD" }]);
    expect(reasons(rules, cart())).toEqual([wrongChannel]);
  });

  test("[CND-18] a first order is marked where eligibility rests on it", () => {
    const first: CartCondition = { kind: "first_order" };
    const customer = { ...cart().customer, key: "k", order_count: 0 };
    const mark = (conditions: CartCondition) => {
      const rules = ruleSet({ promotions: [promotion({ id: "p", conditions })] });
      return price(rules, cart({ lines: [line({ id: "a" })], customer })).applied[0]?.first_order;
    };
    expect(mark(first)).toBe(true);
    expect(mark({ kind: "any", of: [first, no] })).toBe(true);
    expect(mark({ kind: "any", of: [first, yes] })).toBeUndefined();
    expect(mark(yes)).toBeUndefined();
  });
});
