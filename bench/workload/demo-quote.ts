/** A 10-line cart of a household of the demo that redeems two coupons, as it is sent, with what the edge would know of it. */
import { createHash } from "node:crypto";
import type { SampleQuote } from "../measure/quote-parts.ts";
import type { CartContext } from "./carts.ts";
import { demoSnapshot } from "./demo-snapshot.ts";

/** A day on which the demo's campaigns run. */
const AT_MS = Date.UTC(2017, 5, 1, 16);
const FIRST_DAY = "2017-05-20";

export function demoQuote(): SampleQuote {
  const { journey, stores, article, plan } = demoSnapshot();
  const day = journey.householdDays.find(
    ({ day: on, redemptions }) => on >= FIRST_DAY && redemptions.length >= 2,
  );
  if (day === undefined) throw new Error("the journey has no day with two coupons");
  const store = stores.store(stores.defaultStore);
  if (store === null) throw new Error("the demo has no store");
  const skus = journey.products.filter(({ priceMinor }) => priceMinor !== null).slice(0, 10);
  const lines = skus.map(({ id }, index) => ({
    id: String(index + 1),
    sku: day.lines[index]?.sku ?? id,
    quantity: 1 + (index % 3),
    unit_price: 199 + index * 25,
  }));
  const codes = day.redemptions.slice(0, 2).map(({ code }) => code);
  const cart = {
    currency: "USD",
    tax_mode: "net",
    channel: "pos",
    customer: { id: day.household },
    lines,
    codes,
  };
  const segments = day.redemptions.map(({ campaign }) => `sent-${campaign}`);
  const record = { version: 1, updated_at_ms: AT_MS, segments, attributes: {}, order_count: 3 };
  const context: CartContext = {
    store,
    atMs: AT_MS,
    catalogue: article,
    withAncestors: (ids) => ids,
    customer: {
      key: createHash("sha256").update(day.household).digest("hex"),
      signedIn: true,
      record,
    },
    trust: { facts: true },
    networkCountry: null,
    experiments: [],
  };
  const what = `the demo's ${plan.promotionCount} promotions, 10 lines with two codes`;
  return { what, body: JSON.stringify({ cart }), context, plan, atMs: AT_MS };
}
