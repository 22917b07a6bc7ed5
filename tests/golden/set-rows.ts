/** Rows about sets of units, written shortly: one line for each price, all of one product. */
import type { LineFacts } from "../../shared/model/cart-facts.ts";
import type { Policies } from "../../shared/model/policies.ts";
import type { Award } from "../../shared/rules/award.ts";
import type { BuyGetAward } from "../../shared/rules/awards/buy-get.ts";
import type { LineCondition } from "../../shared/rules/line-condition.ts";
import { row } from "./award-rows.ts";
import { line, type Row } from "./golden.ts";

export const sku = (...any_of: string[]): LineCondition => ({ kind: "sku", any_of });

/** Free units unless `fields` say another value. */
export function buyGet(
  reading: BuyGetAward["reading"],
  buy: BuyGetAward["buy"],
  get: number,
  fields: Partial<BuyGetAward> = {},
): Award {
  const isFree = fields.amounts === undefined && fields.prices === undefined;
  const same = reading === "disjoint" ? "any" : "product";
  return { kind: "buy_get", reading, buy, get, ...(isFree ? { rate_bps: 10_000 } : {}), same, ...fields };
}

/** One product; a line for each price, in variants of their own. */
export function variants(prices: number[]): LineFacts[] {
  return prices.map((price, index) => line(`v${index}`, price, { sku: `v${index}`, product: "p" }));
}

export function sets(
  title: string,
  award: Award,
  prices: number[],
  saved: number,
  policies: Partial<Policies> = {},
): Row {
  return row(title, [award], variants(prices), { saved }, { policies });
}

/** So many units at 10.00. */
export const units = (count: number) => Array<number>(count).fill(1000);
