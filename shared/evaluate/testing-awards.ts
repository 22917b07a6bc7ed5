/** Short awards and conditions on amounts in EUR, for tests of how promotions stand to one another. */
import type { Award } from "../rules/award.ts";
import type { CartCondition } from "../rules/cart-condition.ts";
import type { LineCondition } from "../rules/line-condition.ts";

export const skus = (...any_of: string[]): LineCondition => ({ kind: "sku", any_of });
export const percent = (rate_bps: number, ...of: string[]): Award => ({
  kind: "percent",
  rate_bps,
  on: "items",
  ...(of.length > 0 && { items: skus(...of) }),
});
export const once = (EUR: number, ...of: string[]): Award => ({
  kind: "amount",
  amounts: { EUR },
  per: "once",
  on: "items",
  ...(of.length > 0 && { items: skus(...of) }),
});
export const ofOrder = (EUR: number): Award => ({ kind: "amount", amounts: { EUR }, on: "order" });
export const bundle = (EUR: number, ...of: string[]): Award => ({
  kind: "bundle",
  components: of.map((sku) => ({ items: skus(sku), units: 1 })),
  prices: { EUR },
  pick: "best",
});
export const currentAtLeast = (EUR: number, ...of: string[]): CartCondition => ({
  kind: "subtotal",
  basis: "current",
  at_least: { EUR },
  ...(of.length > 0 && { items: skus(...of) }),
});
