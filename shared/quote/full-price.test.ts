/** What a cart costs while no rules can be read. */
import { expect, test } from "vitest";
import { DecisionResultSchema } from "../model/decision.ts";
import { fullPrice } from "./full-price.ts";
import { resolved, shopCart } from "./testing.ts";

const at = "2026-03-29T12:00:00.000Z";

test("everything is at its price, nothing is given and no code is judged", () => {
  const cart = shopCart({
    lines: [
      { id: "1", sku: "tea", quantity: 3, unit_price: 450, facts: { discountable: false } },
      { id: "2", sku: "tea", quantity: 1, gift_of: "p" },
    ],
    shipping: [{ id: "s", method: "post", amount: 390 }],
    codes: ["spring"],
  });
  const result = fullPrice(resolved(cart), at);
  expect(DecisionResultSchema.parse(result)).toEqual(result);
  expect(result.totals).toEqual({
    list: 2000,
    catalog: 1850,
    items: 1850,
    shipping: 390,
    saved: 0,
    to_pay: 2240,
  });
  expect(result.lines.map((line) => line.flags)).toEqual([
    ["not_discountable", "on_sale"],
    ["gift_not_earned"],
  ]);
  expect(result.lines[0]?.units).toEqual([{ count: 3, net: 450, parts: [] }]);
  expect(result.applied).toEqual([]);
  expect(result.codes).toEqual([
    { code: "SPRING", status: "kept", reasons: [{ code: "fact_missing", by: "snapshot" }] },
  ]);
});
