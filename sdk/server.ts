/** The client for order services: a secret key; quotes, holds, commits. It must never reach a browser. */
import type { Decision } from "../shared/model/decision.ts";
import type { CommitOrder } from "../shared/model/order.ts";
import type { Prices, PricesInput } from "../shared/model/prices.ts";
import type {
  CustomerToken,
  CustomerTokenInput,
  QuoteBatch,
  QuoteBatchInput,
  QuoteInput,
  RecordOrderInput,
  Reservation,
  ReserveInput,
} from "../shared/model/reservation.ts";
import { callEdge, type EdgeOptions, type Outcome } from "./edge-call.ts";

export interface ShopServer {
  quote(request: QuoteInput): Promise<Outcome<Decision>>;
  /** Several quotes in one call, each answered as it would be alone. */
  quoteBatch(request: QuoteBatchInput): Promise<Outcome<QuoteBatch>>;
  /** What articles cost a shopper before there is a cart. */
  prices(request: PricesInput): Promise<Outcome<Prices>>;
  /** A token with which a storefront's quotes know this customer, for an hour at most. */
  customerToken(request: CustomerTokenInput): Promise<Outcome<CustomerToken>>;
  /** Prices again and holds everything; the same id gets the recorded outcome. */
  reserve(request: ReserveInput): Promise<Outcome<Reservation>>;
  reservation(handle: string): Promise<Outcome<Reservation>>;
  /** The order is accepted. */
  commit(handle: string, order: CommitOrder): Promise<Outcome<Reservation>>;
  release(handle: string): Promise<Outcome<Reservation>>;
  /** Keeps the hold for `ttl` seconds from now. */
  extend(handle: string, ttl: number): Promise<Outcome<Reservation>>;
  /** Reserve and commit at once, for shops that need no hold. */
  record(request: RecordOrderInput): Promise<Outcome<Reservation>>;
  order(externalId: string): Promise<Outcome<Reservation>>;
}

export function createShopServer(options: EdgeOptions): ShopServer {
  if (!/^[sr]k_/.test(options.key)) {
    throw new Error("a server takes a secret or restricted key (`sk_…`, `rk_…`)");
  }
  const get = <T>(path: string) => callEdge<T>(options, { method: "GET", path });
  const post = <T>(path: string, body: unknown) => callEdge<T>(options, { method: "POST", path, body });
  const reservation = (handle: string) => `/v1/reservations/${encodeURIComponent(handle)}`;
  return {
    quote: (request) => post("/v1/quotes", request),
    quoteBatch: (request) => post("/v1/quotes/batch", request),
    prices: (request) => post("/v1/prices", request),
    customerToken: (request) => post("/v1/customer-tokens", request),
    reserve: (request) => post("/v1/reservations", request),
    reservation: (handle) => get(reservation(handle)),
    commit: (handle, order) => post(`${reservation(handle)}/commit`, { order }),
    release: (handle) => post(`${reservation(handle)}/release`, {}),
    extend: (handle, ttl) => post(`${reservation(handle)}/extend`, { ttl }),
    record: (request) => post("/v1/orders", request),
    order: (externalId) => get(`/v1/orders/${encodeURIComponent(externalId)}`),
  };
}
