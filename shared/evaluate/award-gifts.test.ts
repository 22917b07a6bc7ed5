import { describe, expect, test } from "vitest";
import type { CartFacts, LineFacts } from "../model/cart-facts.ts";
import type { Award } from "../rules/award.ts";
import type { GiftAward } from "../rules/awards/gift.ts";
import { cart, line, price, promotion, reasons, ruleSet } from "./testing.ts";

const mug: GiftAward = { kind: "gift", choices: ["mug", "cup"], units: 1 };

function rulesWith(awards: Award[]) {
  return ruleSet({ promotions: [promotion({ id: "p", awards })] });
}

const article = (of: Partial<LineFacts> = {}) => line({ id: "a", catalog: 1_000, ...of });
const given = (of: Partial<LineFacts> = {}) =>
  line({ id: "g", sku: "mug", catalog: 300, gift_of: "p", ...of });

function decide(awards: Award[], of: Partial<CartFacts>, amount?: number) {
  const granted = amount === undefined ? [] : [{ promotion: "p", amount }];
  return price(rulesWith(awards), cart(of), { granted, explain: true });
}

describe("gifts", () => {
  test("[AWD-27] not in the cart yet: listed with its choices, and an effect without savings", () => {
    const result = decide([mug], { lines: [article()] });
    expect(result.gifts).toEqual([{ promotion: "p", units: 1, choices: ["mug", "cup"] }]);
    expect(result.applied.map(({ promotion: id, saved }) => [id, saved])).toEqual([["p", 0]]);
    expect(result.explain?.trace).toEqual([]);
  });

  test("[AWD-27, AWD-16, SEL-13] in the cart: from list to zero, with flag, part and trace", () => {
    const result = decide([{ kind: "percent", rate_bps: 1_000, on: "items" }, mug], {
      lines: [article(), given({ quantity: 2 })],
    });
    expect(result.lines[1]).toEqual({
      id: "g",
      quantity: 2,
      list: 600,
      catalog: 600,
      total: 300,
      units: [
        { count: 1, net: 0, parts: [{ promotion: "p", amount: 300 }] },
        { count: 1, net: 300, parts: [] },
      ],
      flags: ["gift", "gift_not_earned"],
    });
    expect(result.gifts).toEqual([]);
    expect(result.applied[0]?.saved).toBe(400);
    expect(result.totals.saved).toBe(400);
    expect(result.explain?.trace).toEqual([
      { promotion: "p", award: 0, stage: "items", base: 1_000, saved: 100 },
      { promotion: "p", award: 1, stage: "items", base: 300, saved: 300 },
    ]);
  });

  test("[AWD-27] for every so many units or so much money, at most so often", () => {
    const units = (of: Partial<GiftAward>, quantity: number) =>
      decide([{ ...mug, ...of }], { lines: [article({ quantity })] }).gifts.map((gift) => gift.units);
    expect(units({ units: 2, every: { units: 3 } }, 7)).toEqual([4]);
    expect(units({ every: { amounts: { EUR: 2_500 } } }, 7)).toEqual([2]);
    expect(units({ every: { amounts: { EUR: 2_500 } }, times_max: 1 }, 7)).toEqual([1]);
    expect(units({ every: { units: 1, items: { kind: "sku", any_of: ["b"] } } }, 7)).toEqual([]);
  });

  test("[AWD-27, CND-23] earned by nothing: items_missing; gift lines earn nothing", () => {
    const award: Award = { ...mug, every: { units: 2 } };
    expect(reasons(rulesWith([award]), cart({ lines: [article(), given()] }))).toEqual([
      { code: "items_missing", by: "gift" },
    ]);
    const [, line_] = decide([award], { lines: [article(), given()] }).lines;
    expect([line_?.total, line_?.flags]).toEqual([300, ["gift_not_earned"]]);
  });

  test("[AWD-27] declined, or out of stock, nothing is given", () => {
    const offers = [
      { sku: "cup", stock: 0 },
      { sku: "mug", stock: 0 },
    ];
    expect(decide([mug], { lines: [article()], declined_gifts: ["p"] }).applied).toEqual([]);
    expect(decide([mug], { lines: [article()], offers }).applied).toEqual([]);
    expect(decide([mug], { lines: [article()], offers: offers.slice(0, 1) }).gifts[0]?.choices).toEqual([
      "mug",
    ]);
    expect(decide([mug], { lines: [article()], offers: [{ sku: "mug", stock: null }] }).gifts).toHaveLength(
      1,
    );
    const held = decide([mug], { lines: [article(), given()], offers });
    expect([held.lines[1]?.total, held.gifts]).toEqual([0, []]);
    expect(reasons(rulesWith([mug]), cart({ lines: [article()], offers }))).toEqual([{ code: "no_effect" }]);
  });

  test("[AWD-27] only lines of this promotion with one of the choices, in unit order, award by award", () => {
    const lines = [
      article(),
      given({ id: "g1", sku: "mug", catalog: 300 }),
      given({ id: "g2", sku: "cup", catalog: 200 }),
      given({ id: "g3", sku: "pen", catalog: 100 }),
      given({ id: "g4", sku: "cup", catalog: 200, gift_of: "other" }),
    ];
    const totals = (awards: Award[]) => decide(awards, { lines }).lines.map(({ total }) => total);
    expect(totals([mug])).toEqual([1_000, 300, 0, 100, 200]);
    expect(totals([mug, mug])).toEqual([1_000, 0, 0, 100, 200]);
    expect(
      totals([
        { ...mug, choices: ["mug"] },
        { ...mug, choices: ["pen"] },
      ]),
    ).toEqual([1_000, 0, 200, 0, 200]);
  });

  test("[AWD-27, AWD-15, AWD-26] while its list price fits into the grant; caps of the order do not count it", () => {
    const lines = [article(), given({ quantity: 3 })];
    const award: Award = { ...mug, units: 3 };
    const count = (amount?: number) => decide([award], { lines }, amount).applied[0]?.saved;
    expect([count(), count(900), count(899), count(299)]).toEqual([900, 900, 600, 0]);
    expect(decide([award], { lines }, 299).gifts).toEqual([]);
    // The first unit that does not fit ends the giving, though a cheaper one comes after it.
    const cup = given({ id: "h", sku: "pin", catalog: 100 });
    const pins: Award = { ...mug, choices: ["mug", "pin"], units: 2 };
    expect(decide([pins], { lines: [article(), given(), cup] }, 250).applied[0]?.saved).toBe(0);
    const half: Award = { kind: "percent", rate_bps: 5_000, on: "items" };
    const both = decide([half, award], { lines }, 1_100);
    expect([both.lines[0]?.total, both.lines[1]?.total]).toEqual([500, 300]);
    const capped = ruleSet({
      promotions: [promotion({ id: "p", awards: [award, half] })],
      caps: { order: { EUR: 100 } },
    });
    const result = price(capped, cart({ lines }));
    expect(result.lines.map(({ total }) => total)).toEqual([900, 0]);
  });
});

describe("grants", () => {
  test("[AWD-28] are listed in the order of their awards, as they are", () => {
    const awards: Award[] = [
      { kind: "renewals", periods: 3 },
      { kind: "points", points: 50 },
      { kind: "coupon", set: "spring" },
      { kind: "certificate", amounts: { EUR: 500, USD: 600 } },
      { kind: "ticket", draw: "car", tickets: 2 },
      { kind: "message", message: "thanks" },
    ];
    const { applied } = decide(awards, { lines: [article()] });
    expect(applied[0]?.grants).toEqual([
      { kind: "renewals", periods: 3 },
      { kind: "points", points: 50 },
      { kind: "coupon", set: "spring" },
      { kind: "certificate", amount: 500 },
      { kind: "ticket", draw: "car", tickets: 2 },
      { kind: "message", message: "thanks" },
    ]);
    expect(applied[0]?.saved).toBe(0);
  });

  test("[AWD-28] points for what is left to pay for goods, gifts aside; none are left out", () => {
    const points: Award = { kind: "points", points: 2, every: { EUR: 100 } };
    const half: Award = { kind: "percent", rate_bps: 5_000, on: "order" };
    const lines = [article(), given()];
    const grants = (awards: Award[]) => decide(awards, { lines }).applied[0]?.grants;
    expect(grants([points])).toEqual([{ kind: "points", points: 20 }]);
    expect(grants([points, half])).toEqual([{ kind: "points", points: 10 }]);
    expect(grants([{ ...points, items: { kind: "sku", any_of: ["none"] } }, half])).toEqual([]);
    expect(decide([{ ...points, every: { EUR: 1_001 } }], { lines }).applied).toEqual([]);
    expect(reasons(rulesWith([{ ...points, every: { EUR: 1_001 } }]), cart({ lines }))).toEqual([
      { code: "no_effect" },
    ]);
  });

  test("[AWD-29] worth counts when promotions are compared, never in what is saved", () => {
    const lane = (awards: Award[][]) =>
      ruleSet({
        lanes: [{ id: "default", mode: "best_one" }],
        promotions: awards.map((each, index) => promotion({ id: `p${index}`, awards: each })),
      });
    const half: Award = { kind: "percent", rate_bps: 5_000, on: "items" };
    const applied = (awards: Award[][]) =>
      price(lane(awards), cart({ lines: [article()] })).applied.map(({ promotion: id, saved }) => [
        id,
        saved,
      ]);
    expect(applied([[half], [{ kind: "coupon", set: "s", worth: { EUR: 501 } }]])).toEqual([["p1", 0]]);
    expect(applied([[half], [{ kind: "coupon", set: "s", worth: { EUR: 499 } }]])).toEqual([["p0", 500]]);
    expect(applied([[half], [{ ...mug, units: 2, worth: { EUR: 251 } }]])).toEqual([["p1", 0]]);
    expect(applied([[half], [mug]])).toEqual([["p0", 500]]);
  });
});
