/** Rows about one promotion with some awards, and how those are written shortly. */
import type { LineFacts } from "../../shared/model/cart-facts.ts";
import type { Award } from "../../shared/rules/award.ts";
import type { Row } from "./golden.ts";

export const onItems = (rate_bps: number, fields: object = {}): Award => ({
  kind: "percent",
  on: "items",
  rate_bps,
  ...fields,
});
export const onOrder = (rate_bps: number, fields: object = {}): Award => ({
  kind: "percent",
  on: "order",
  rate_bps,
  ...fields,
});
export const off = (amount: number, fields: object): Award => ({
  kind: "amount",
  amounts: { USD: amount },
  on: "order",
  ...fields,
});

export function row(
  title: string,
  awards: Award[],
  lines: LineFacts[],
  expected: Row["expected"],
  rest: Partial<Row> = {},
): Row {
  return { title, promotions: [{ awards }], ...rest, cart: { lines, ...rest.cart }, expected };
}
