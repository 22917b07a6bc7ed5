/** Carts of the workload: articles by popularity, one shopper with segments, one shipping charge, now and then a code. */
import type * as z from "zod";
import type { CartSchema } from "../../shared/model/cart.ts";
import type { CustomerRecord } from "../../shared/model/customer.ts";
import type { resolveCart } from "../../shared/quote/resolve-cart.ts";
import type { Chance } from "./chance.ts";
import { AT_MS, OFFSETS } from "./moment.ts";
import { type Article, CURRENCY, catalogueRecord, popularArticle, type Shop } from "./shop.ts";

export interface CartSpec {
  readonly lines: number;
  /** Segments of the shopper. */
  readonly segments: number;
}

/** What is known beside a cart that comes in. */
export type CartContext = Parameters<typeof resolveCart>[1];

/** A cart on its way in: what is sent, and what the edge would know beside it. */
export interface Call {
  readonly cart: z.input<typeof CartSchema>;
  readonly context: CartContext;
}

/** One segment in twenty is one of the large ones, two at least. */
const MICRO_PER_SEGMENT = 19 / 20;
const SEGMENTS_LARGE_MIN = 2;

export function makeCart(spec: CartSpec, shop: Shop, codes: readonly string[], chance: Chance): Call {
  const articles = new Map<string, Article>();
  while (articles.size < spec.lines) {
    const article = popularArticle(shop, chance);
    articles.set(article.sku, article);
  }
  const lines = Array.from(articles.values(), (article, index) => ({
    id: `line-${String(index).padStart(3, "0")}`,
    sku: article.sku,
    quantity: quantity(chance),
    ...(chance.is(0.15) ? { unit_price: Math.ceil(article.priceMinor * 0.9) } : {}),
  }));
  const typed = chance.is(0.25) && codes.length > 0 ? [chance.pick(codes)] : [];
  if (chance.is(0.05)) typed.push("NOSUCHCODE");
  const cart: Call["cart"] = {
    currency: CURRENCY,
    tax_mode: "gross",
    channel: chance.pick(shop.channels),
    store: chance.pick(shop.stores),
    customer: { id: "customer-1" },
    ship_to: { country: chance.pick(shop.countries) },
    lines,
    shipping: [{ id: "parcel", method: "standard", amount: 490 }],
    codes: typed,
  };
  return { cart, context: contextOf(spec, shop, articles, cart.store ?? "", chance) };
}

function quantity(chance: Chance): number {
  const draw = chance.unit();
  if (draw < 0.6) return 1;
  return draw < 0.95 ? chance.between(2, 3) : chance.between(4, 12);
}

function contextOf(
  spec: CartSpec,
  shop: Shop,
  articles: ReadonlyMap<string, Article>,
  store: string,
  chance: Chance,
): CartContext {
  return {
    store: {
      code: store,
      zone: OFFSETS.zone,
      country: "DE",
      currency: CURRENCY,
      tax_mode: "gross",
      groups: [],
      offsets: OFFSETS,
    },
    atMs: AT_MS,
    catalogue: (sku) => {
      const article = articles.get(sku);
      return article === undefined ? null : catalogueRecord(article);
    },
    withAncestors: (ids) => ids,
    customer: { key: "customer-key", signedIn: true, record: customerRecord(spec, shop, chance) },
    trust: { facts: true },
    networkCountry: null,
    experiments: [],
  };
}

function customerRecord({ segments }: CartSpec, shop: Shop, chance: Chance): CustomerRecord {
  const micro = Math.min(Math.floor(segments * MICRO_PER_SEGMENT), segments - SEGMENTS_LARGE_MIN);
  return {
    version: 1,
    updated_at_ms: AT_MS,
    segments: [...chance.some(shop.segments, segments - micro), ...chance.some(shop.microSegments, micro)],
    attributes: {},
    order_count: 3,
  };
}
