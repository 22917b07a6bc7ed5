import { describe, expect, test } from "vitest";
import { LanguageSchema } from "../model/language.ts";
import { DEFAULT_POLICIES } from "../model/policies.ts";
import { type Award, AwardSchema } from "./award.ts";
import type { Contest, Reads } from "./award-kind.ts";
import { AWARD_KINDS } from "./award-kinds.ts";
import { awardSentence } from "./sentence.ts";

const tagged: { kind: "tag"; any_of: string[] } = { kind: "tag", any_of: ["a"] };
const worth = { EUR: 100 };

/** One of every kind; a kind that is missing here fails below. */
const SENTENCES = [
  [
    { kind: "percent", rate_bps: 1_250, on: "order", cap: { EUR: 500 } },
    "12.5% off the order, at most 5.00 EUR",
  ],
  [
    { kind: "amount", amounts: { EUR: 100 }, per: "unit", on: "items", items: tagged },
    "1.00 EUR off each article with tag a",
  ],
  [
    { kind: "buy_get", buy: 2, get: 1, rate_bps: 5_000 },
    "buy 2 articles, get 1 more at 50% off (counted per product)",
  ],
  [{ kind: "free_shipping", methods: ["post"], sellers: ["x"] }, "free shipping (post) of x"],
  [
    { kind: "fixed_price", prices: { EUR: 500 }, per: "unit", on: "items", items: tagged },
    "articles with tag a for 5.00 EUR each",
  ],
  [
    { kind: "bundle", components: [{ items: { kind: "all", of: [] }, units: 3 }], prices: { EUR: 2_000 } },
    "3 articles together for 20.00 EUR",
  ],
  [
    {
      kind: "tiers",
      by: "spend",
      reading: "marginal",
      on: "order",
      steps: [
        { from: { EUR: 5_000 }, rate_bps: 500 },
        { from: { EUR: 10_000 }, rate_bps: 1_000 },
      ],
    },
    "on the order: 5% off from 50.00 EUR, 10% off from 100.00 EUR; each step for its own part only",
  ],
  [
    { kind: "every_full", every: { EUR: 10_000 }, amounts: { EUR: 1_000 }, on: "order", times_max: 2 },
    "10.00 EUR off the order for every full 100.00 EUR, at most 2 times",
  ],
  [
    { kind: "gift", choices: ["mug", "cup"], every: { units: 3, items: tagged }, worth },
    "free gift: 1 × mug or cup for every 3 articles with tag a",
  ],
  [{ kind: "points", points: 2, every: { EUR: 100 } }, "2 points for every full 1.00 EUR spent"],
  [{ kind: "coupon", set: "spring", worth }, "1 coupon (spring) for a later order"],
  [{ kind: "certificate", amounts: { EUR: 500 } }, "1 gift certificate of 5.00 EUR"],
  [{ kind: "ticket", draw: "car", tickets: 2 }, "2 tickets for the draw car"],
  [{ kind: "message", message: "thanks" }, "a message (thanks)"],
  [{ kind: "renewals", periods: 1 }, "the same for 1 further period of the subscription"],
] as const;

const MORE = [
  [
    { kind: "buy_get", reading: "inclusive", buy: 3, get: 1, rate_bps: 10_000, same: "any" },
    "3 for the price of 2 on all articles",
  ],
  [
    {
      kind: "buy_get",
      reading: "inclusive",
      buy: 2,
      get: 1,
      amounts: { EUR: 100 },
      same: "sku",
      units_max: 3,
    },
    "1 of every 2 articles at 1.00 EUR off (counted per sku), at most 3 articles reduced",
  ],
  [
    {
      kind: "buy_get",
      reading: "disjoint",
      buy: { EUR: 5_000 },
      get: 1,
      rate_bps: 10_000,
      same: "any",
      reward_items: tagged,
    },
    "buy articles worth 50.00 EUR, get 1 article with tag a free",
  ],
  [
    {
      kind: "percent",
      rate_bps: 1_000,
      on: "items",
      pick: { by: "pattern", skip: 2, take: 1, from: "cheapest" },
    },
    "10% off every 3rd article (counted from the cheapest)",
  ],
  [
    { kind: "percent", rate_bps: 1_000, on: "items", pick: { by: "at_most", units: 3, per: "line" } },
    "10% off at most 3 of each article",
  ],
  [
    { kind: "percent", rate_bps: 1_000, on: "items", pick: { by: "dearest", units: 1 } },
    "10% off the dearest article",
  ],
  [
    { kind: "amount", amounts: { EUR: 100 }, on: "order_and_shipping" },
    "1.00 EUR off the order and shipping",
  ],
  [{ kind: "fixed_price", prices: { EUR: 100 }, on: "shipping" }, "each shipping charge for 1.00 EUR"],
  [{ kind: "fixed_price", prices: { EUR: 100 }, on: "order" }, "the order for 1.00 EUR"],
] as const;

describe("kinds of awards", () => {
  test("[TXT-2] every award is read by its schema and says its sentence", () => {
    expect(SENTENCES.map(([{ kind }]) => kind)).toEqual(Object.keys(AWARD_KINDS));
    for (const [wire, sentence] of [...SENTENCES, ...MORE]) {
      expect(awardSentence(AwardSchema.parse(wire), "en")).toBe(sentence);
      expect(AWARD_KINDS[wire.kind].schema.safeParse(wire).success).toBe(true);
    }
  });

  test("[TXT-2] every award says itself in every language, each in its own", () => {
    for (const [wire] of [...SENTENCES, ...MORE]) {
      const award = AwardSchema.parse(wire);
      const texts = LanguageSchema.options.map((language) => awardSentence(award, language));
      expect(texts.filter((text) => text.length < 5 || /undefined|object| {2}| $|^ /.test(text))).toEqual([]);
      expect(new Set(texts).size, texts.join(" | ")).toBe(texts.length);
    }
  });

  test("opcodes are part of the format: they fit a byte, differ, and stay what they are", () => {
    expect(
      Object.fromEntries(Object.entries(AWARD_KINDS).map(([name, { opcode }]) => [name, opcode])),
    ).toEqual({
      percent: 64,
      amount: 65,
      buy_get: 66,
      free_shipping: 67,
      fixed_price: 68,
      bundle: 69,
      tiers: 70,
      every_full: 71,
      gift: 72,
      points: 73,
      coupon: 74,
      certificate: 75,
      ticket: 76,
      message: 77,
      renewals: 78,
    });
  });

  test("every amount table and every line tree of an award is declared", () => {
    const found = SENTENCES.map(([wire]) => {
      const award = AwardSchema.parse(wire);
      const kind = AWARD_KINDS[award.kind];
      return [award.kind, kind.amounts(award).length, kind.lineTrees(award).map(({ path }) => path)];
    });
    expect(found).toEqual([
      ["percent", 1, []],
      ["amount", 1, ["items"]],
      ["buy_get", 0, []],
      ["free_shipping", 0, []],
      ["fixed_price", 1, ["items"]],
      ["bundle", 1, ["components.0.items"]],
      ["tiers", 2, []],
      ["every_full", 2, []],
      ["gift", 1, ["every.items"]],
      ["points", 1, []],
      ["coupon", 1, []],
      ["certificate", 1, []],
      ["ticket", 0, []],
      ["message", 0, []],
      ["renewals", 0, []],
    ]);
  });
});

const cap = { EUR: 500 };
const amounts = { EUR: 100 };
const prices = { EUR: 100 };
const atMost = { by: "at_most", units: 2, per: "order" } as const;
const cheapest = { by: "cheapest", units: 2 } as const;
const spend = { kind: "tiers", by: "spend", reading: "cliff", on: "order" } as const;
const units = { kind: "tiers", by: "units", reading: "marginal", on: "items" } as const;

describe("what kinds say of themselves", () => {
  const table: [Award, Contest, boolean, Reads, Reads][] = [
    [{ kind: "percent", rate_bps: 1, on: "items" }, "unit", false, "none", "none"],
    [{ kind: "percent", rate_bps: 1, on: "items", pick: cheapest }, "unit", false, "none", "none"],
    [{ kind: "percent", rate_bps: 1, on: "items", pick: atMost }, "none", true, "none", "none"],
    [{ kind: "percent", rate_bps: 1, on: "items", pick: atMost, cap }, "none", true, "places", "places"],
    [{ kind: "percent", rate_bps: 1, on: "items", cap }, "none", true, "none", "none"],
    [{ kind: "percent", rate_bps: 1, on: "order" }, "order", true, "none", "none"],
    [{ kind: "percent", rate_bps: 1, on: "shipping" }, "charge", false, "none", "none"],
    [{ kind: "percent", rate_bps: 1, on: "order_and_shipping" }, "none", true, "none", "none"],
    [{ kind: "amount", amounts, per: "unit", on: "items" }, "unit", false, "none", "places"],
    [{ kind: "amount", amounts, per: "unit", on: "items", pick: atMost }, "none", true, "none", "places"],
    [{ kind: "amount", amounts, per: "line", on: "items" }, "run", true, "none", "places"],
    [{ kind: "amount", amounts, per: "line", on: "items", pick: cheapest }, "none", true, "none", "places"],
    [{ kind: "amount", amounts, per: "line", on: "items", pick: atMost }, "none", true, "places", "places"],
    [{ kind: "amount", amounts, per: "once", on: "items" }, "none", true, "none", "places"],
    [{ kind: "amount", amounts, on: "order" }, "order", true, "none", "places"],
    [{ kind: "amount", amounts, on: "shipping" }, "none", true, "none", "places"],
    [{ kind: "amount", amounts, per: "charge", on: "shipping" }, "charge", false, "none", "places"],
    [{ kind: "fixed_price", prices, per: "unit", on: "items" }, "unit", false, "none", "none"],
    [{ kind: "fixed_price", prices, per: "unit", on: "items", pick: atMost }, "none", true, "none", "none"],
    [{ kind: "fixed_price", prices, per: "once", on: "items" }, "none", true, "places", "places"],
    [{ kind: "fixed_price", prices, on: "shipping" }, "charge", false, "none", "none"],
    [{ kind: "fixed_price", prices, on: "order" }, "none", true, "places", "places"],
    [
      { kind: "buy_get", reading: "additive", buy: 1, get: 1, same: "any", rate_bps: 1 },
      "unit",
      false,
      "none",
      "none",
    ],
    [
      { kind: "buy_get", reading: "additive", buy: 1, get: 1, same: "any", amounts },
      "unit",
      false,
      "none",
      "places",
    ],
    [
      { kind: "buy_get", reading: "additive", buy: 1, get: 1, same: "any", rate_bps: 1, cap },
      "none",
      true,
      "none",
      "none",
    ],
    [
      { kind: "bundle", components: [{ items: tagged, units: 1 }], prices, pick: "best" },
      "none",
      true,
      "places",
      "places",
    ],
    [{ ...spend, steps: [{ from: prices, rate_bps: 1 }] }, "none", true, "none", "none"],
    [
      { ...spend, basis: "current", steps: [{ from: prices, rate_bps: 1 }] },
      "none",
      true,
      "measured",
      "measured",
    ],
    [{ ...spend, per: "once", steps: [{ from: prices, amounts }] }, "none", true, "none", "places"],
    [{ ...spend, reading: "marginal", steps: [{ from: prices, rate_bps: 1 }] }, "none", true, "none", "none"],
    [{ ...units, steps: [{ from: 1, rate_bps: 1 }] }, "none", false, "none", "none"],
    [{ ...units, cap, per: "unit", steps: [{ from: 1, amounts }] }, "none", true, "none", "places"],
    [{ kind: "every_full", every: prices, amounts, on: "order" }, "none", true, "none", "places"],
    [
      { kind: "every_full", every: prices, amounts, on: "order", basis: "current" },
      "none",
      true,
      "measured",
      "measured",
    ],
    [{ kind: "free_shipping" }, "charge", false, "none", "none"],
    [{ kind: "free_shipping", cap }, "none", true, "none", "none"],
    [{ kind: "gift", choices: ["a"], units: 1 }, "none", false, "none", "none"],
    [{ kind: "message", message: "m" }, "none", false, "none", "none"],
  ];
  test.each(table)("[SEL-7, SEL-20, SEL-21] %j", (award, contest, joins, reads, readsUnderRefuse) => {
    const kind = AWARD_KINDS[award.kind];
    expect([
      kind.contest(award),
      kind.joins(award),
      kind.reads(award, DEFAULT_POLICIES),
      kind.reads(award, { ...DEFAULT_POLICIES, excess: "refuse" }),
    ]).toEqual([contest, joins, reads, readsUnderRefuse]);
  });

  test("[SEL-20, POL-7] a table that names no basis reads what is left where the policy says so", () => {
    const policies = { ...DEFAULT_POLICIES, threshold_basis: "current" } as const;
    const reads = (award: Award) => AWARD_KINDS[award.kind].reads(award, policies);
    expect(reads({ ...spend, steps: [{ from: prices, rate_bps: 1 }] })).toBe("measured");
    expect(reads({ ...spend, reading: "marginal", steps: [{ from: prices, rate_bps: 1 }] })).toBe("none");
    expect(reads({ ...units, steps: [{ from: 1, rate_bps: 1 }] })).toBe("none");
    expect(reads({ kind: "every_full", every: prices, amounts, on: "order" })).toBe("measured");
    expect(reads({ kind: "every_full", every: prices, amounts, on: "order", basis: "list" })).toBe("none");
  });
});
