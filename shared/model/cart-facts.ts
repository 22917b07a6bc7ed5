/**
 * The cart as the evaluators see it: canonical, redacted, with every fact that was used. Made once at the border
 * (shared/quote/resolve-cart.ts) from the request, the catalogue, the store and the customer's record; stored with a
 * reservation, so that a decision can be recomputed to the same bytes from it, the rules and the time alone.
 *
 * INVARIANT: lines and charges are sorted by id, codes and lists of texts by code units without repeats. An absent optional
 * field of a line means that the fact is unknown; conditions then end unknown, never "no".
 */
import type { TaxMode } from "./amount.ts";
import type { AttributeValue, Metadata } from "./attribute.ts";
import type { CustomerProfile } from "./customer-profile.ts";

export interface CartFacts {
  currency: string;
  tax_mode: TaxMode;
  channel: string;
  store: string;
  store_groups: string[];
  /** The store's local time around the decision. */
  zone: ZoneFacts;
  /** Where the goods go; null if nobody said. */
  country: string | null;
  region: string | null;
  postcode: string | null;
  /** Set when the country is the network's guess for an untrusted caller. */
  country_from?: "network";
  payment_method: string | null;
  customer: CustomerFacts;
  lines: LineFacts[];
  shipping: ChargeFacts[];
  /** Normalised, without repeats. */
  codes: string[];
  declined_gifts: string[];
  metadata: Metadata;
  /** Variant of each experiment that the shopper is assigned to; one that is not here has none. */
  variants: Record<string, string>;
  /** Stock of articles that are not in the cart but could be given; one that is not here is unknown. Sorted by sku. */
  offers: OfferFacts[];
}

export interface OfferFacts {
  sku: string;
  /** Units in stock; null: nobody counts them. */
  stock: number | null;
}

/**
 * Offsets of one zone near the decision: `offsets[0]` holds before every change listed, each further one from its
 * instant on. Minutes east of UTC.
 */
export interface ZoneFacts {
  zone: string;
  offsets: { from_ms: number; offset_min: number }[];
}

export interface CustomerFacts extends CustomerProfile {
  /** The ledger's customer key (a keyed hash); null for nobody. */
  key: string | null;
  /** Known by the shop's id; false for a guest, even one with an e-mail. */
  signed_in: boolean;
  segments: string[];
  /** A name that is not here is unknown. */
  attributes: Record<string, AttributeValue>;
  /** Orders so far by the record; null for a guest. A signed-in customer without a record has none yet. */
  order_count: number | null;
}

export interface LineFacts {
  id: string;
  sku: string;
  /** Parent of variants; by default the sku. */
  product: string;
  quantity: number;
  /** Regular price of a unit, minor units. */
  list: number;
  /** Price of a unit before promotions, minor units: the sent price, else the list price. Catalogue promotions lower the latter (CAT-2). */
  catalog: number;
  /** The shop sent `catalog` as the price: catalogue promotions leave it as it is. */
  sent_price?: true;
  /** With all ancestors. */
  categories?: string[];
  /** null: known to have none. */
  brand?: string | null;
  tags?: string[];
  attributes?: Record<string, AttributeValue>;
  discountable: boolean;
  /** No discount takes a unit below this, minor units. */
  floor?: number;
  /** Units in stock. */
  stock?: number;
  measure?: { amount: string; unit: string };
  seller?: string;
  gift_of?: string;
  metadata?: Metadata;
}

export interface ChargeFacts {
  id: string;
  method: string;
  amount: number;
  seller?: string;
}
