import { describe, expect, test } from "vitest";
import type { LineFacts } from "../model/cart-facts.ts";
import { DEFAULT_POLICIES, type Policies } from "../model/policies.ts";
import type { Award } from "../rules/award.ts";
import type { Pick } from "../rules/pick.ts";
import type { RulePromotion, RuleSet } from "../rules/rule-set.ts";
import { cart, line, nets, price, promotion, reasons, ruleSet } from "./testing.ts";

const half: Award = { kind: "percent", rate_bps: 5_000, on: "items" };
const tenth: Award = { kind: "percent", rate_bps: 1_000, on: "items" };

function rulesOf(of: Partial<RulePromotion>[], rest: Partial<RuleSet> & { policies?: Policies } = {}) {
  const promotions = of.map((each, index) => promotion({ id: `p${index}`, priority: -index, ...each }));
  return ruleSet({ lanes: [{ id: "default", mode: "all" }], ...rest, promotions });
}

function totals(
  of: Partial<RulePromotion>[],
  lines: LineFacts[],
  policies: Partial<Policies> = {},
  rest = {},
) {
  const rules = rulesOf(of, { ...rest, policies: { ...DEFAULT_POLICIES, ...policies } });
  return price(rules, cart({ lines })).lines.map(({ total }) => total);
}

function articles(prices: number[], of: Partial<LineFacts> = {}): LineFacts[] {
  return prices.map((catalog, index) => line({ id: `l${index}`, sku: `s${index}`, catalog, ...of }));
}

describe("picks", () => {
  const table: [string, Pick, number[]][] = [
    ["the two cheapest", { by: "cheapest", units: 2 }, [500, 400, 150, 100]],
    ["the dearest", { by: "dearest", units: 1 }, [250, 400, 300, 200]],
    [
      "every second from the cheapest",
      { by: "pattern", skip: 1, take: 1, from: "cheapest" },
      [250, 400, 150, 200],
    ],
    [
      "every second from the dearest",
      { by: "pattern", skip: 1, take: 1, from: "dearest" },
      [500, 200, 300, 100],
    ],
    ["… once", { by: "pattern", skip: 1, take: 1, from: "dearest", repeat_max: 1 }, [500, 200, 300, 200]],
    [
      "none skipped",
      { by: "pattern", skip: 0, take: 2, from: "dearest", repeat_max: 1 },
      [250, 200, 300, 200],
    ],
    ["more than there are", { by: "cheapest", units: 9 }, [250, 200, 150, 100]],
    ["at most one an order, the dearest", { by: "at_most", units: 1, per: "order" }, [250, 400, 300, 200]],
    ["at most one a line", { by: "at_most", units: 1, per: "line" }, [250, 200, 150, 100]],
  ];
  test.each(table)("[AWD-17] %s", (_name, pick, expected) => {
    expect(totals([{ awards: [{ ...half, pick }] }], articles([500, 400, 300, 200]))).toEqual(expected);
  });

  test("[AWD-17, POL-11] at most one an order, the cheapest", () => {
    const awards: Award[] = [{ ...half, pick: { by: "at_most", units: 1, per: "order" } }];
    expect(totals([{ awards }], articles([500, 400]), { at_most_picks: "cheapest" })).toEqual([500, 200]);
  });

  test("[AWD-17] at most passes over units that have nothing left, the other picks do not", () => {
    const free: Award = { kind: "percent", rate_bps: 10_000, on: "items", pick: { by: "dearest", units: 1 } };
    const lines = articles([500, 400, 300]);
    const atMost: Award = { ...half, pick: { by: "at_most", units: 1, per: "order" } };
    expect(totals([{ awards: [free, atMost] }], lines)).toEqual([0, 200, 300]);
    expect(totals([{ awards: [free, { ...half, pick: { by: "dearest", units: 1 } }] }], lines)).toEqual([
      0, 400, 300,
    ]);
  });

  test("[AWD-17, AWD-1] of a content run the first units are meant, over all its lines", () => {
    const lines = [
      line({ id: "a", sku: "s", quantity: 2 }),
      line({ id: "b", sku: "s", quantity: 3 }),
      line({ id: "c", sku: "t", quantity: 1 }),
    ];
    const pattern: Pick = { by: "pattern", skip: 1, take: 1, from: "cheapest" };
    const result = price(rulesOf([{ awards: [{ ...half, pick: pattern }] }]), cart({ lines }));
    // Six units, every second: two of s and the one of t.
    expect([nets(result, "a"), nets(result, "b"), nets(result, "c")]).toEqual([
      [500, 500],
      [1_000, 1_000, 1_000],
      [500],
    ]);
    const atMost: Pick = { by: "at_most", units: 3, per: "line" };
    const bounded = price(rulesOf([{ awards: [{ ...half, pick: atMost }] }]), cart({ lines }));
    expect([nets(bounded, "a"), nets(bounded, "b")]).toEqual([
      [500, 500],
      [500, 1_000, 1_000],
    ]);
  });

  test("[AWD-18] closed units are neither rewarded nor part of later spreads and bases", () => {
    const first: Award = { ...half, pick: { by: "dearest", units: 1 }, closes_units: true };
    const order: Award = { kind: "percent", rate_bps: 1_000, on: "order" };
    expect(totals([{ awards: [first, order] }], articles([500, 400]))).toEqual([250, 360]);
    // What took nothing closes nothing.
    const capped: Award = { ...first, items: { kind: "sku", any_of: ["none"] } };
    expect(totals([{ awards: [capped, order] }], articles([500, 400]))).toEqual([450, 360]);
  });
});

describe("percentages", () => {
  const lines = [
    line({ id: "a", sku: "s", catalog: 95, quantity: 2 }),
    line({ id: "b", sku: "s", catalog: 95 }),
  ];
  test.each([
    ["run", 285 - 29],
    ["unit", 285 - 30],
    ["line", 285 - 29],
  ] as const)("[AWD-5, POL-8] 10 %% of 3 × 0.95 by %s", (rounding_place, total) => {
    const sum = totals([{ awards: [tenth] }], lines, { rounding_place }).reduce((all, each) => all + each, 0);
    expect(sum).toBe(total);
  });

  test("[AWD-6, POL-8] on the order it rounds once, or once a line", () => {
    const order: Award = { kind: "percent", rate_bps: 1_000, on: "order" };
    const four = articles([4, 4, 4]);
    expect(totals([{ awards: [order] }], four)).toEqual([3, 4, 4]);
    expect(totals([{ awards: [order] }], four, { rounding_place: "unit" })).toEqual([4, 4, 4]);
    expect(totals([{ awards: [order] }], articles([5, 5]), { rounding_place: "line" })).toEqual([4, 4]);
  });

  test.each([
    ["current", 7_200],
    ["catalog", 7_000],
    ["list", 6_700],
  ] as const)(
    "[AWD-5, POL-9] 100.00 (list 110.00) with 10 %% and then 20 %% of %s",
    (percent_base, total) => {
      const fifth: Award = { ...half, rate_bps: 2_000 };
      const article = line({ id: "a", catalog: 10_000, list: 11_000 });
      expect(totals([{ awards: [tenth, fifth] }], [article], { percent_base })).toEqual([total]);
    },
  );

  test("[AWD-6, POL-10] the base of a percentage on the order; never more than is left", () => {
    const order: Award = { kind: "percent", rate_bps: 6_000, on: "order" };
    const article = articles([10_000]);
    expect(totals([{ awards: [half, order] }], article)).toEqual([2_000]);
    expect(totals([{ awards: [half, order] }], article, { order_percent_base: "catalog" })).toEqual([0]);
  });

  test("[AWD-6, AWD-3] order and shipping together: one base, charges come last, by method and seller", () => {
    const shipping = [
      { id: "1", method: "post", amount: 400, seller: "x" },
      { id: "2", method: "post", amount: 400 },
    ];
    const both: Award = { kind: "percent", rate_bps: 1_000, on: "order_and_shipping" };
    const of = (award: Award) => {
      const result = price(rulesOf([{ awards: [award] }]), cart({ lines: articles([1_004]), shipping }));
      return [...result.lines.map(({ total }) => total), ...result.shipping.map(({ total }) => total)];
    };
    // 10 % of 18.04 is 1.80, shared over 10.04, 4.00 and 4.00.
    expect(of(both)).toEqual([904, 360, 360]);
    expect(of({ ...both, sellers: ["x"] })).toEqual([904, 360, 400]);
    expect(of({ kind: "free_shipping", sellers: ["x"] })).toEqual([1_004, 0, 400]);
    expect(of({ kind: "amount", amounts: { EUR: 451 }, on: "order_and_shipping" })).toEqual([753, 300, 300]);
    expect(of({ kind: "fixed_price", prices: { EUR: 902 }, on: "order_and_shipping" })).toEqual([
      502, 200, 200,
    ]);
  });

  test("[AWD-7, POL-9] on shipping each charge by its base", () => {
    const shipping = [{ id: "1", method: "post", amount: 1_000 }];
    const awards: Award[] = [
      { kind: "percent", rate_bps: 5_000, on: "shipping" },
      { kind: "percent", rate_bps: 4_000, on: "shipping" },
    ];
    const rules = rulesOf([{ awards }], { policies: { ...DEFAULT_POLICIES, percent_base: "list" } });
    expect(price(rules, cart({ shipping })).totals.shipping).toBe(100);
    expect(price(rulesOf([{ awards }]), cart({ shipping })).totals.shipping).toBe(300);
  });
});

describe("amounts and prices", () => {
  const amount = (of: object): Award =>
    ({ kind: "amount", amounts: { EUR: 300 }, on: "items", ...of }) as Award;
  test("[AWD-9, AWD-10, AWD-11, POL-13] refuse takes nothing where the amount is above what is there", () => {
    const refuse = { excess: "refuse" } as const;
    const two = articles([500, 200]);
    expect(totals([{ awards: [amount({ per: "unit" })] }], two, refuse)).toEqual([200, 200]);
    expect(
      totals([{ awards: [amount({ per: "line" })] }], articles([500, 200], { quantity: 2 }), refuse),
    ).toEqual([700, 100]);
    expect(totals([{ awards: [amount({ per: "once" })] }], two, refuse)).toEqual([286, 114]);
    expect(totals([{ awards: [amount({ per: "once" })] }], articles([200, 99]), refuse)).toEqual([200, 99]);
    expect(totals([{ awards: [amount({ per: "once" })] }], articles([200, 99]))).toEqual([0, 0]);
  });

  test("[AWD-9, AWD-20] per charge", () => {
    const shipping = [
      { id: "1", method: "post", amount: 500 },
      { id: "2", method: "post", amount: 200 },
    ];
    const of = (award: Award) =>
      price(rulesOf([{ awards: [award] }]), cart({ shipping })).shipping.map(({ total }) => total);
    expect(of({ kind: "amount", amounts: { EUR: 300 }, on: "shipping", per: "charge" })).toEqual([200, 0]);
    expect(of({ kind: "fixed_price", prices: { EUR: 300 }, on: "shipping" })).toEqual([300, 200]);
    expect(of({ kind: "fixed_price", prices: { EUR: 350 }, on: "shipping", per: "once" })).toEqual([
      250, 100,
    ]);
  });

  test("[AWD-20] a price for each unit, or for all; it never raises one", () => {
    const price_ = (of: object): Award =>
      ({ kind: "fixed_price", prices: { EUR: 300 }, on: "items", ...of }) as Award;
    expect(totals([{ awards: [price_({ per: "unit" })] }], articles([500, 200]))).toEqual([300, 200]);
    expect(totals([{ awards: [price_({ per: "once" })] }], articles([400, 200]))).toEqual([200, 100]);
    expect(totals([{ awards: [price_({ per: "once" })] }], articles([100, 100]))).toEqual([100, 100]);
    expect(
      totals(
        [{ awards: [{ kind: "fixed_price", prices: { EUR: 300 }, on: "order" }] }],
        articles([400, 200]),
      ),
    ).toEqual([200, 100]);
  });
});

describe("floors, caps and grants", () => {
  test("[AWD-14] no award takes a unit below its floor", () => {
    const lines = [line({ id: "a", catalog: 1_000, floor: 800 }), line({ id: "b", catalog: 1_000 })];
    expect(totals([{ awards: [half] }], lines)).toEqual([800, 500]);
    expect(totals([{ awards: [{ kind: "amount", amounts: { EUR: 1_000 }, on: "order" }] }], lines)).toEqual([
      800, 200,
    ]);
    expect(
      totals([{ awards: [{ kind: "fixed_price", prices: { EUR: 1 }, per: "unit", on: "items" }] }], lines),
    ).toEqual([800, 1]);
  });

  test("[AWD-26] a share of each content run, over all awards", () => {
    const lines = articles([1_000, 500], { quantity: 2 });
    const caps = { caps: { line_bps: 3_000 } };
    expect(totals([{ awards: [half] }], lines, {}, caps)).toEqual([1_400, 700]);
    expect(totals([{ awards: [tenth] }, { awards: [half] }], lines, {}, caps)).toEqual([1_400, 700]);
    const unit: Award = { kind: "amount", amounts: { EUR: 200 }, per: "unit", on: "items" };
    expect(totals([{ awards: [unit] }], lines, {}, caps)).toEqual([1_600, 700]);
    const order: Award = { kind: "amount", amounts: { EUR: 600 }, on: "order" };
    expect(totals([{ awards: [order] }], lines, {}, caps)).toEqual([1_600, 800]);
    expect(totals([{ awards: [{ ...order, amounts: { EUR: 9_000 } }] }], lines, {}, caps)).toEqual([
      1_400, 700,
    ]);
  });

  test("[AWD-26] what an award gave after its own cap is what counts for the next", () => {
    const capped: Award = { ...half, cap: { EUR: 100 } };
    expect(
      totals([{ awards: [capped, half] }], articles([1_000]), {}, { caps: { line_bps: 5_000 } }),
    ).toEqual([500]);
  });

  test("[AWD-26] a share of the order and an amount of it, goods and charges together", () => {
    const shipping = [{ id: "1", method: "post", amount: 400 }];
    const of = (caps: object) => {
      const rules = rulesOf([{ awards: [half, { kind: "free_shipping" }] }], { caps });
      const { totals: sums } = price(rules, cart({ lines: articles([1_000]), shipping }));
      return [sums.items, sums.shipping];
    };
    expect(of({ order_bps: 3_333 })).toEqual([667, 400]);
    expect(of({ order_bps: 6_000 })).toEqual([500, 300]);
    expect(of({ order: { EUR: 700 } })).toEqual([500, 200]);
    expect(of({ order: { USD: 1 } })).toEqual([500, 0]);
    expect(of({ order: { EUR: 700 }, order_bps: 1_000 })).toEqual([900, 400]);
  });

  test("[AWD-15, AWD-26] own cap, then the grant, then the order's cap", () => {
    const rules = rulesOf([{ id: "p", awards: [{ ...half, cap: { EUR: 400 } }] }], {
      caps: { order: { EUR: 200 } },
    });
    const facts = cart({ lines: articles([1_000]) });
    const off = (amount: number) =>
      price(rules, facts, { granted: [{ promotion: "p", amount }] }).totals.saved;
    expect([off(1_000), off(150), off(0)]).toEqual([200, 150, 0]);
  });

  test("[AWD-15, AWD-8] each trimming shares what the one before left", () => {
    const rules = rulesOf([{ id: "p", awards: [half] }], { caps: { order: { EUR: 1 } } });
    const granted = [{ promotion: "p", amount: 2 }];
    // 3 and 4 to the grant of 2 are 1 and 1, and to the order's 1 the first of two halves; at once it would be the second.
    const result = price(rules, cart({ lines: articles([6, 8]) }), { granted });
    expect(result.lines.map(({ total }) => total)).toEqual([5, 8]);
  });
});

describe("reduced units", () => {
  const sent = line({ id: "a", catalog: 800, list: 1_000, sent_price: true });
  const lowered = line({ id: "b", catalog: 800, list: 1_000 });
  const plain = line({ id: "c", catalog: 1_000 });
  test("[AWD-24] by a sent price, or by a catalogue promotion", () => {
    const of = (excludes_reduced: RulePromotion["excludes_reduced"] & {}) =>
      totals([{ awards: [half], excludes_reduced }], [sent, lowered, plain]);
    expect(of(["price"])).toEqual([800, 400, 500]);
    expect(of(["catalogue_promotion"])).toEqual([400, 800, 500]);
    expect(of(["price", "catalogue_promotion"])).toEqual([800, 800, 500]);
  });

  test("[AWD-24] by an earlier promotion, when its turn comes", () => {
    const first: Award = { ...tenth, items: { kind: "sku", any_of: ["s0"] } };
    const second = { awards: [half], excludes_reduced: ["earlier_promotion" as const] };
    expect(totals([{ awards: [first] }, second], articles([1_000, 1_000]))).toEqual([900, 500]);
  });

  test("[AWD-24] charges are never excluded", () => {
    const shipping = [{ id: "1", method: "post", amount: 1_000 }];
    const first: Award = { kind: "percent", rate_bps: 1_000, on: "shipping" };
    const second: Award = { kind: "percent", rate_bps: 5_000, on: "order_and_shipping" };
    const rules = rulesOf([
      { awards: [first, tenth] },
      { awards: [second], excludes_reduced: ["earlier_promotion"] },
    ]);
    expect(price(rules, cart({ lines: [plain], shipping })).totals).toMatchObject({
      items: 900,
      shipping: 450,
    });
  });

  test("[AWD-24, POL-12] refuse: one reduced unit refuses the whole promotion", () => {
    const refuse = { reduced_items: "refuse" } as const;
    const first: Award = { ...tenth, items: { kind: "sku", any_of: ["s0"] } };
    const second = { awards: [half], excludes_reduced: ["earlier_promotion" as const] };
    expect(totals([{ awards: [first] }, second], articles([1_000, 1_000]), refuse)).toEqual([900, 1_000]);
    expect(totals([{ awards: [half], excludes_reduced: ["price"] }], [sent, plain], refuse)).toEqual([
      800, 1_000,
    ]);
    expect(totals([{ awards: [half], excludes_reduced: ["price"] }], [lowered, plain], refuse)).toEqual([
      400, 500,
    ]);
  });

  test("[AWD-24, CND-23] `already_discounted`, whether skipped or refused", () => {
    const why = (of: Partial<RulePromotion>[], lines: LineFacts[], policies: Partial<Policies> = {}) =>
      reasons(rulesOf(of, { policies: { ...DEFAULT_POLICIES, ...policies } }), cart({ lines }), "p1");
    const price_ = { awards: [half], excludes_reduced: ["price" as const] };
    const earlier = { awards: [half], excludes_reduced: ["earlier_promotion" as const] };
    const none = { awards: [{ ...tenth, items: { kind: "sku" as const, any_of: ["none"] } }] };
    const already = [{ code: "already_discounted" }];
    expect(why([none, price_], [sent])).toEqual(already);
    expect(why([none, price_], [sent, plain], { reduced_items: "refuse" })).toEqual(already);
    expect(why([{ awards: [tenth] }, earlier], [plain])).toEqual(already);
    expect(why([{ awards: [tenth] }, earlier], [plain], { reduced_items: "refuse" })).toEqual(already);
    expect(why([none, price_], [])).toEqual([{ code: "items_missing", by: "percent" }]);
    // A table that is not reached acts on nothing.
    const table: Award = {
      kind: "every_full",
      every: { EUR: 1_000 },
      amounts: { EUR: 1 },
      on: "order",
      basis: "current",
    };
    expect(why([{ awards: [tenth] }, { ...earlier, awards: [table] }], [plain])).toEqual([
      { code: "minimum_not_reached", need: 1_000, have: 900, by: "every_full" },
    ]);
  });
});
