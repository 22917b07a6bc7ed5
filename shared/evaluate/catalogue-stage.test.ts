import { describe, expect, test } from "vitest";
import type { LineFacts } from "../model/cart-facts.ts";
import { DEFAULT_POLICIES, type Policies } from "../model/policies.ts";
import type { Award } from "../rules/award.ts";
import type { RulePromotion, RuleSet } from "../rules/rule-set.ts";
import { lowerPrices } from "./catalogue-stage.ts";
import { Inputs } from "./inputs.ts";
import { cart, line, NOW_MS, planOf, price, promotion, reasons, ruleSet } from "./testing.ts";

function rate(rate_bps: number, sku?: string): Award[] {
  return [{ kind: "percent", rate_bps, on: "items", ...(sku && { items: { kind: "sku", any_of: [sku] } }) }];
}

function amount(EUR: number): Award[] {
  return [{ kind: "amount", amounts: { EUR }, per: "unit", on: "items" }];
}

function fixed(EUR: number): Award[] {
  return [{ kind: "fixed_price", prices: { EUR }, per: "unit", on: "items" }];
}

function early(id: string, awards: Award[], more: Partial<RulePromotion> = {}): RulePromotion {
  return promotion({ id, stage: "catalogue", awards, ...more });
}

function rules(promotions: RulePromotion[], policies: Partial<Policies> = {}): RuleSet {
  return ruleSet({ promotions, policies: { ...DEFAULT_POLICIES, ...policies } });
}

/** Catalogue price of one unit, and who lowered it by how much. */
function lowered(of: RuleSet, facts: Partial<LineFacts> = {}) {
  const [first] = price(of, cart({ lines: [line({ id: "a", catalog: 10_000, ...facts })] })).lines;
  return [first?.catalog, (first?.lowered ?? []).map(({ promotion: id, amount: taken }) => `${id} ${taken}`)];
}

describe("the catalogue stage", () => {
  test("[CAT-1, CAT-6] lowers the catalogue price, not the discount, and stands in no lane", () => {
    const of = rules([early("sale", rate(2_000), { lane: "no such lane" }), promotion({ id: "cart" })]);
    const result = price(of, cart({ lines: [line({ id: "a", catalog: 10_000, quantity: 2 })] }));
    expect(result.lines[0]).toMatchObject({
      list: 20_000,
      catalog: 16_000,
      total: 14_400,
      flags: ["on_sale"],
    });
    expect(result.lines[0]?.lowered).toEqual([{ promotion: "sale", amount: 2_000 }]);
    expect(result.applied.map((each) => each.promotion)).toEqual(["cart"]);
    expect(result.totals).toMatchObject({ list: 20_000, catalog: 16_000, saved: 1_600, to_pay: 14_400 });
  });

  test("[CAT-2] not where the shop sent the price, the article has no discount, or it is a gift", () => {
    const of = rules([early("sale", rate(2_000))]);
    expect(lowered(of, { sent_price: true })).toEqual([10_000, []]);
    expect(lowered(of, { discountable: false })).toEqual([10_000, []]);
    expect(lowered(of, { gift_of: "x" })).toEqual([10_000, []]);
    expect(lowered(rules([early("sale", rate(2_000, "b"))]))).toEqual([10_000, []]);
  });

  test("[CAT-2] conditions hold or not as for any promotion", () => {
    const channel = { conditions: { kind: "channel" as const, any_of: ["pos"] } };
    const of = rules([early("sale", rate(2_000), channel)]);
    const facts = cart({ lines: [line({ id: "a", catalog: 10_000 })] });
    expect(lowered(of)).toEqual([10_000, []]);
    expect(price(of, { ...facts, channel: "pos" }).lines[0]?.catalog).toBe(8_000);
    expect(reasons(of, facts, "sale")).toEqual([{ code: "wrong_channel", have: "web" }]);
  });

  test.each([
    // 15 % of 0.25 is 0.0375: rounded 0.04.
    ["percent", rate(1_500), 25, {}, 4],
    ["percent, the price rounded", rate(1_500), 25, { rounded: "price" }, 4],
    ["percent, rounded down", rate(1_500), 25, { rounding: "floor" }, 3],
    ["percent, whatever its base", rate(1_000), 1_000, { percent_base: "list" }, 100],
    ["amount", amount(300), 1_000, {}, 300],
    ["amount above the price", amount(300), 200, {}, 200],
    ["amount above the price, refused", amount(300), 200, { excess: "refuse" }, 0],
    ["fixed price", fixed(700), 1_000, {}, 300],
    ["fixed price above the price", fixed(700), 500, {}, 0],
  ] as const)("[CAT-3] %s", (_name, awards, list, policies, taken) => {
    const of = rules([early("sale", [...awards])], policies);
    expect(lowered(of, { catalog: list, list })).toEqual([
      list - taken,
      taken === 0 ? [] : [`sale ${taken}`],
    ]);
  });

  test("[CAT-3] never below the floor", () => {
    const of = rules([early("sale", rate(5_000))]);
    expect(lowered(of, { floor: 6_000 })).toEqual([6_000, ["sale 4000"]]);
    expect(lowered(of, { floor: 12_000 })).toEqual([10_000, []]);
  });

  test("[CAT-4, POL-14] best: each on the list price, the most, of equals the first in order", () => {
    expect(
      lowered(rules([early("a", rate(1_000)), early("b", amount(1_500)), early("c", fixed(9_500))])),
    ).toEqual([8_500, ["b 1500"]]);
    expect(lowered(rules([early("b", rate(1_000)), early("a", amount(1_000))]))).toEqual([9_000, ["a 1000"]]);
    expect(lowered(rules([early("b", rate(1_000), { priority: 1 }), early("a", amount(1_000))]))).toEqual([
      9_000,
      ["b 1000"],
    ]);
  });

  test("[CAT-4, POL-14] all: in order, each on the price that is left, zeros left out", () => {
    const of = [
      early("half", rate(5_000), { priority: 9 }),
      early("fixed", fixed(6_000), { priority: 5 }),
      early("ten", rate(1_000)),
    ];
    expect(lowered(rules(of, { catalogue_selection: "all" }))).toEqual([4_500, ["half 5000", "ten 500"]]);
  });

  test("[CAT-5] exclusivity holds line by line", () => {
    const of = rules(
      [
        early("sole", rate(1_000, "a"), { exclusive: { reading: "sole", reach: "lane" } }),
        early("half", rate(5_000), { priority: 9 }),
      ],
      { catalogue_selection: "all" },
    );
    const lines = ["a", "b"].map((id) => line({ id, catalog: 10_000 }));
    expect(price(of, cart({ lines })).lines.map((each) => each.catalog)).toEqual([9_000, 5_000]);
  });

  test("[CAT-5] stop ends taking part, only_if_first gives way, classes keep apart", () => {
    const all = { catalogue_selection: "all" as const };
    const first = early("first", rate(1_000), { priority: 9 });
    const last = early("last", rate(5_000));
    const middle = (more: Partial<RulePromotion>) =>
      lowered(rules([first, early("it", rate(2_000), { priority: 5, ...more }), last], all));
    expect(middle({ exclusive: { reading: "stop", reach: "cart" } })).toEqual([
      7_200,
      ["first 1000", "it 1800"],
    ]);
    expect(middle({ exclusive: { reading: "only_if_first", reach: "lane" } })).toEqual([
      4_500,
      ["first 1000", "last 4500"],
    ]);
    const none = early("none", fixed(99_999), { priority: 8, exclusive: { reading: "sole", reach: "lane" } });
    expect(lowered(rules([none, last], all))).toEqual([5_000, ["last 5000"]]);
    const x = early("x", rate(1_000), { priority: 9, class: "x", combines_with: [] });
    expect(lowered(rules([x, early("y", rate(5_000), { class: "y" })], all))).toEqual([9_000, ["x 1000"]]);
  });

  test("[CAT-6] explained: applied if it lowered a line, else its reasons or no effect", () => {
    const of = rules([early("a", rate(1_000)), early("b", rate(2_000))]);
    const facts = cart({ lines: [line({ id: "l" })] });
    expect(price(of, facts, { explain: { promotions: ["a", "b"] } }).explain?.promotions).toEqual([
      { promotion: "a", status: "refused", reasons: [{ code: "no_effect" }] },
      { promotion: "b", status: "applied", reasons: [] },
    ]);
    expect(price(of, facts, { explain: true }).explain?.promotions).toEqual([
      { promotion: "a", status: "refused", reasons: [{ code: "no_effect" }] },
    ]);
  });

  test("[CND-14, AWD-24] the cart sees units that a catalogue promotion reduced", () => {
    const of = rules([
      early("sale", rate(2_000, "a")),
      promotion({ id: "cart", awards: rate(1_000), excludes_reduced: ["catalogue_promotion"] }),
    ]);
    const lines = ["a", "b"].map((id) => line({ id, catalog: 10_000 }));
    expect(price(of, cart({ lines })).lines.map((each) => each.total)).toEqual([8_000, 9_000]);
  });

  test("[CAT-6] lines of one sku come into runs by what they cost after the stage", () => {
    const of = rules([
      early("sale", fixed(800)),
      promotion({
        id: "cart",
        awards: [{ kind: "amount", amounts: { EUR: 100 }, per: "line", on: "items" }],
      }),
    ]);
    const lines = [1_000, 1_200].map((list, index) =>
      line({ id: `l${index}`, sku: "s", list, catalog: list }),
    );
    // Two contents, since their list prices differ: 1.00 off each.
    expect(price(of, cart({ lines })).lines.map((each) => [each.catalog, each.total])).toEqual([
      [800, 700],
      [800, 700],
    ]);
  });

  test("prices of articles need no cart: the stage alone lowers facts that hold them", () => {
    const plan = planOf(rules([early("sale", rate(2_000, "a"))]));
    const facts = cart({ lines: ["a", "b"].map((id) => line({ id, catalog: 10_000 })) });
    const { catalogs, parts } = lowerPrices(
      new Inputs(plan, facts, NOW_MS, { left_out: [], granted: [], explain: false }),
    );
    expect(catalogs).toEqual([8_000, 10_000]);
    expect(parts.get(0)).toEqual([{ promotion: "sale", amount: 2_000 }]);
  });
});
