/** What the tests of this folder share: a small shop, its carts and their facts. */
import type { Cart } from "../model/cart.ts";
import type { CartFacts } from "../model/cart-facts.ts";
import type { CatalogueRecord } from "../model/catalogue.ts";
import { type ResolvedCart, resolveCart } from "./resolve-cart.ts";
import type { CartContext } from "./resolve-context.ts";

export const atMs = Date.UTC(2026, 2, 29, 12);

const records: Record<string, CatalogueRecord> = {
  tea: {
    sku: "tea",
    product: "teas",
    categories: ["drinks", "food"],
    brand: null,
    tags: ["organic"],
    attributes: { weight: 100 },
    list_prices: { EUR: 500 },
    discountable: true,
    floor_prices: { EUR: 300, USD: 1 },
    stock: 12,
  },
  pin: {
    sku: "pin",
    product: "pin",
    categories: [],
    brand: "acme",
    tags: [],
    attributes: {},
    list_prices: { USD: 900 },
    discountable: false,
    floor_prices: { USD: 700 },
    stock: null,
  },
};

/** A cart of one unit of tea. */
export function shopCart(given: Partial<Cart> = {}): Cart {
  return {
    currency: "EUR",
    tax_mode: "gross",
    channel: "web",
    lines: [{ id: "1", sku: "tea", quantity: 1 }],
    shipping: [],
    codes: [],
    declined_gifts: [],
    ...given,
  };
}

/** A store in Berlin that sells gross in EUR, to a guest of a trusted caller. */
export function shopContext(given: Partial<CartContext> = {}): CartContext {
  return {
    store: {
      code: "main",
      zone: "Europe/Berlin",
      country: "DE",
      currency: "EUR",
      tax_mode: "gross",
      groups: ["north", "big"],
      offsets: {
        zone: "Europe/Berlin",
        offsets: [
          { from_ms: Date.UTC(2025, 9, 26, 1), offset_min: 60 },
          { from_ms: Date.UTC(2026, 2, 29, 1), offset_min: 120 },
          { from_ms: Date.UTC(2026, 9, 25, 1), offset_min: 60 },
        ],
      },
    },
    atMs,
    catalogue: (sku) => records[sku] ?? null,
    withAncestors: (ids) => [...ids, "root"],
    customer: { key: null, signedIn: false, record: null },
    trust: { facts: true },
    networkCountry: null,
    experiments: [],
    ...given,
  };
}

export function resolve(cart: Cart, context: Partial<CartContext> = {}): ResolvedCart {
  return resolveCart(cart, shopContext(context));
}

/** The facts of a cart without problems. */
export function resolved(cart: Cart, context: Partial<CartContext> = {}): CartFacts {
  const answer = resolve(cart, context);
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
  return answer.facts;
}
