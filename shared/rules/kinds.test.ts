import { describe, expect, test } from "vitest";
import { AwardSchema } from "./award.ts";
import { AWARD_KINDS } from "./award-kinds.ts";
import { CartConditionSchema } from "./cart-condition.ts";
import { CART_KINDS, LINE_KINDS } from "./condition-kinds.ts";
import { LineConditionSchema } from "./line-condition.ts";
import { awardSentence, conditionSentence, lineSentence } from "./sentence.ts";
import { ALL, ANY, NOT } from "./tree.ts";

/** One of every kind; a kind that is missing here fails below. */
const CART = [
  [
    { kind: "subtotal", at_least: { EUR: 5_000 }, below: { EUR: 8_000 } },
    "the catalog subtotal is at least 50.00 EUR and less than 80.00 EUR",
  ],
  [
    { kind: "quantity", at_least: 3, items: { kind: "sku", any_of: ["a"] } },
    "the number of articles for which the sku is a is at least 3",
  ],
  [{ kind: "segment", any_of: ["a", "b"] }, "the customer is in segment a or b"],
  [{ kind: "customer_attribute", name: "tier", any_of: ["gold"] }, "the customer's `tier` is gold"],
  [{ kind: "first_order" }, "it is the customer's first order"],
  [{ kind: "customer_known" }, "the customer is known"],
  [{ kind: "channel", any_of: ["web"] }, "the channel is web"],
  [{ kind: "store", any_of: ["a"], groups: ["north"] }, "the store is a or belongs to north"],
  [{ kind: "country", any_of: ["DE", "FR", "IT", "ES"] }, "the goods go to DE, FR, IT or 1 more"],
  [{ kind: "code" }, "one of its codes was typed"],
] as const;
const LINE = [
  [{ kind: "sku", any_of: ["a"] }, "the sku is a"],
  [{ kind: "product", any_of: ["a"] }, "the product is a"],
  [{ kind: "category", any_of: ["a"] }, "the category is a"],
  [{ kind: "brand", any_of: ["a"] }, "the brand is a"],
  [{ kind: "tag", any_of: ["a"] }, "the tag is a"],
  [
    { kind: "attribute", name: "size", above: 1, at_most: 2 },
    "the article's `size` is more than 1 and at most 2",
  ],
  [{ kind: "on_sale" }, "the article is on sale"],
  [{ kind: "unit_price", basis: "list", at_most: { JPY: 500 } }, "the list price is at most 500 JPY"],
] as const;
const AWARD = [
  [
    { kind: "percent", rate_bps: 1_250, on: "order", cap: { EUR: 500 } },
    "12.5 % off the order, at most 5.00 EUR",
  ],
  [
    {
      kind: "amount",
      amounts: { EUR: 100 },
      per: "unit",
      on: "items",
      items: { kind: "tag", any_of: ["a"] },
    },
    "1.00 EUR off each of articles for which the tag is a",
  ],
  [{ kind: "buy_get", buy: 2, get: 1 }, "buy 2, get 1 of the same product free, of all articles"],
  [{ kind: "free_shipping", methods: ["post"] }, "free shipping by post"],
] as const;

describe("kinds", () => {
  test("every kind of a list is read by its schema and says its sentence", () => {
    expect(CART.map(([{ kind }]) => kind)).toEqual(Object.keys(CART_KINDS));
    expect(LINE.map(([{ kind }]) => kind)).toEqual(Object.keys(LINE_KINDS));
    expect(AWARD.map(([{ kind }]) => kind)).toEqual(Object.keys(AWARD_KINDS));
    for (const [wire, sentence] of CART) {
      expect(conditionSentence(CartConditionSchema.parse(wire))).toBe(sentence);
      expect(CART_KINDS[wire.kind].schema.safeParse(wire).success).toBe(true);
    }
    for (const [wire, sentence] of LINE) {
      expect(lineSentence(LineConditionSchema.parse(wire))).toBe(sentence);
      expect(LINE_KINDS[wire.kind].schema.safeParse(wire).success).toBe(true);
    }
    for (const [wire, sentence] of AWARD) {
      expect(awardSentence(AwardSchema.parse(wire))).toBe(sentence);
      expect(AWARD_KINDS[wire.kind].schema.safeParse(wire).success).toBe(true);
    }
  });

  test("trees are said with their brackets", () => {
    const web = { kind: "channel" as const, any_of: ["web"] };
    const known = { kind: "customer_known" as const };
    expect(
      conditionSentence({ kind: "all", of: [web, { kind: "not", of: { kind: "any", of: [known, web] } }] }),
    ).toBe("(the channel is web and not ((the customer is known or the channel is web)))");
    expect(conditionSentence({ kind: "all", of: [] })).toBe("always");
  });

  test("opcodes are part of the format: they fit a byte, differ, and stay what they are", () => {
    const kinds = { ...CART_KINDS, ...LINE_KINDS, ...AWARD_KINDS };
    const opcodes = Object.fromEntries(Object.entries(kinds).map(([name, { opcode }]) => [name, opcode]));
    expect(opcodes).toEqual({
      subtotal: 16,
      quantity: 17,
      segment: 18,
      customer_attribute: 19,
      first_order: 20,
      customer_known: 21,
      channel: 22,
      store: 23,
      country: 24,
      code: 25,
      sku: 32,
      product: 33,
      category: 34,
      brand: 35,
      tag: 36,
      attribute: 37,
      on_sale: 38,
      unit_price: 39,
      percent: 64,
      amount: 65,
      buy_get: 66,
      free_shipping: 67,
    });
    expect([ALL, ANY, NOT]).toEqual([1, 2, 3]);
  });
});
