import { describe, expect, test } from "vitest";
import { type Language, LanguageSchema } from "../model/language.ts";
import { CartConditionSchema } from "./cart-condition.ts";
import { CART_KINDS, LINE_KINDS } from "./condition-kinds.ts";
import { LineConditionSchema } from "./line-condition.ts";
import { conditionSentence, lineSentence } from "./sentence.ts";
import { ALL, ANY, NOT } from "./tree.ts";

/** One of every kind; a kind that is missing here fails below. */
const CART = [
  [
    { kind: "subtotal", at_least: { EUR: 5_000 }, below: { EUR: 8_000 } },
    "the value of the articles is at least 50.00 EUR and less than 80.00 EUR",
  ],
  [
    { kind: "quantity", at_least: 3, items: { kind: "sku", any_of: ["a"] } },
    "the cart holds at least 3 articles with sku a",
  ],
  [{ kind: "segment", any_of: ["a", "b"] }, "the customer is in segment a or b"],
  [{ kind: "customer_attribute", name: "tier", any_of: ["gold"] }, "the customer's attribute tier is gold"],
  [{ kind: "first_order" }, "it is the customer's first order"],
  [{ kind: "customer_known" }, "the customer is known"],
  [{ kind: "channel", any_of: ["web"] }, "the sales channel is web"],
  [{ kind: "store", any_of: ["a"], groups: ["north"] }, "the store is a or belongs to north"],
  [{ kind: "country", any_of: ["DE", "FR", "IT", "ES"] }, "the country of delivery is DE, FR, IT or 1 more"],
  [{ kind: "code" }, "a code of this promotion is entered"],
  [{ kind: "currency", any_of: ["EUR", "USD"] }, "the currency is EUR or USD"],
  [{ kind: "region", any_of: ["BE"] }, "the region of delivery is BE"],
  [{ kind: "payment_method", any_of: ["card"] }, "the payment method is card"],
  [{ kind: "shipping_method", any_of: ["post"] }, "the shipping method is post"],
  [{ kind: "customer_group", any_of: ["trade"] }, "the customer's group is trade"],
  [{ kind: "tier", any_of: ["gold"] }, "the customer's tier is gold"],
  [
    { kind: "largest_line", basis: "list", above: { EUR: 100 }, items: { kind: "tag", any_of: ["a"] } },
    "the greatest sum of equal articles with tag a at regular prices is more than 1.00 EUR",
  ],
  [
    { kind: "total", basis: "current", at_least: { EUR: 100 } },
    "the total with shipping after earlier discounts is at least 1.00 EUR",
  ],
  [
    { kind: "distinct", at_least: 2, items: { kind: "tag", any_of: ["a"] } },
    "the cart holds at least 2 different products with tag a",
  ],
  [
    { kind: "items", which: "every", match: { kind: "tag", any_of: ["a"] } },
    "the cart holds only articles with tag a",
  ],
  [{ kind: "lifecycle", any_of: ["new"] }, "the customer's stage is new"],
  [{ kind: "postcode", prefixes: ["10", "12"] }, "the postcode begins with 10 or 12"],
  [{ kind: "behaviour", name: "visits", at_least: 3 }, "the customer's behaviour visits is at least 3"],
  [{ kind: "cart_metadata", name: "table", any_of: [7] }, "the cart's detail table is 7"],
  [{ kind: "points", at_least: 100 }, "the customer has at least 100 points"],
  [
    { kind: "days_since_last_order", at_least: 30, at_most: 60 },
    "the customer's last order was at least 30 and at most 60 days ago",
  ],
  [{ kind: "lifetime_spend", at_least: { EUR: 100 } }, "the customer has spent at least 1.00 EUR so far"],
  [
    { kind: "order_number", at_least: 2, every: 5 },
    "the number of the customer's orders, including this one, is at least 2 and a multiple of 5",
  ],
  [
    { kind: "birthday", days_before: 7, days_after: 1 },
    "today is between 7 days before and 1 day after the customer's birthday",
  ],
  [
    { kind: "subscription", states: ["active"], plans: ["a", "b"], days_left_at_most: 7 },
    "the customer has a subscription in state active, with plan a or b, with at most 7 days left",
  ],
  [{ kind: "variant", experiment: "color", any_of: ["blue"] }, "the variant of the experiment color is blue"],
  [{ kind: "signed_in" }, "the customer is signed in"],
] as const;
const LINE = [
  [{ kind: "sku", any_of: ["a"] }, "with sku a"],
  [{ kind: "product", any_of: ["a"] }, "of product a"],
  [{ kind: "category", any_of: ["a"] }, "of category a"],
  [{ kind: "brand", any_of: ["a"] }, "of brand a"],
  [{ kind: "tag", any_of: ["a"] }, "with tag a"],
  [{ kind: "attribute", name: "size", above: 1, at_most: 2 }, "whose size is more than 1 and at most 2"],
  [{ kind: "on_sale" }, "on sale"],
  [{ kind: "unit_price", basis: "list", at_most: { JPY: 500 } }, "with a regular price of at most 500 JPY"],
  [{ kind: "seller", any_of: ["a"] }, "sold by a"],
  [{ kind: "stock", at_most: 5 }, "with a stock of at most 5"],
  [{ kind: "line_metadata", name: "engraved", any_of: [true] }, "whose detail engraved is yes"],
] as const;
/** What is said, then what denies it, in each language. */
function inAllLanguages<T>(tree: T, say: (tree: T | { kind: "not"; of: T }, language: Language) => string) {
  return LanguageSchema.options.flatMap((language) => [
    say(tree, language),
    say({ kind: "not", of: tree }, language),
  ]);
}

describe("kinds", () => {
  test("[TXT-2] every condition is read by its schema and says its sentence", () => {
    expect(CART.map(([{ kind }]) => kind)).toEqual(Object.keys(CART_KINDS));
    expect(LINE.map(([{ kind }]) => kind)).toEqual(Object.keys(LINE_KINDS));
    for (const [wire, sentence] of CART) {
      expect(conditionSentence(CartConditionSchema.parse(wire), "en")).toBe(sentence);
      expect(CART_KINDS[wire.kind].schema.safeParse(wire).success).toBe(true);
    }
    for (const [wire, sentence] of LINE) {
      expect(lineSentence(LineConditionSchema.parse(wire), "en")).toBe(sentence);
      expect(LINE_KINDS[wire.kind].schema.safeParse(wire).success).toBe(true);
    }
  });

  test("[TXT-2, TXT-5] every condition is said and denied in every language, each in its own", () => {
    const texts = [
      ...CART.map(([wire]) => inAllLanguages(CartConditionSchema.parse(wire), conditionSentence)),
      ...LINE.map(([wire]) => inAllLanguages(LineConditionSchema.parse(wire), lineSentence)),
    ];
    for (const said of texts) {
      expect(said.filter((text) => text.length < 5 || /undefined|object| {2}| $|^ /.test(text))).toEqual([]);
      expect(new Set(said).size, said.join(" | ")).toBe(said.length);
    }
  });

  test("opcodes are part of the format: they fit a byte, differ, and stay what they are", () => {
    const kinds = { ...CART_KINDS, ...LINE_KINDS };
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
      currency: 26,
      region: 27,
      payment_method: 28,
      shipping_method: 29,
      customer_group: 30,
      tier: 31,
      largest_line: 48,
      total: 49,
      distinct: 50,
      items: 51,
      lifecycle: 52,
      postcode: 53,
      behaviour: 54,
      cart_metadata: 55,
      points: 56,
      days_since_last_order: 57,
      lifetime_spend: 58,
      order_number: 59,
      birthday: 60,
      subscription: 61,
      variant: 62,
      signed_in: 63,
      sku: 32,
      product: 33,
      category: 34,
      brand: 35,
      tag: 36,
      attribute: 37,
      on_sale: 38,
      unit_price: 39,
      seller: 40,
      stock: 41,
      line_metadata: 42,
    });
    expect([ALL, ANY, NOT]).toEqual([1, 2, 3]);
  });
});
