/**
 * The contract between the Workers and the ledger object. Methods and fields only grow: object and caller may be of different
 * deployments. No method takes the time: an object reads its own clock.
 */
import type { LimitDefinition } from "../model/limit.ts";
import type { CommitOrder } from "../model/order.ts";
import type { OverGrant, ReservationState } from "../model/reservation.ts";
import type { Entry, ReservationFacts } from "./entry.ts";

/** Compressed JSON of cart, time and decision, as the edge stored it; opaque to the ledger. */
export type StoredDocument = Uint8Array;

export interface ReserveCommand {
  /** Hash of the canonical request: what "same content" means. */
  request_hash: string;
  key_id: string;
  reservation: ReservationFacts;
  /** Every key that a per-customer limit counts. */
  customer_keys: string[];
  ttl_ms: number;
  /** The decision must cost this, if given. */
  expect_to_pay: number | null;
  accept_partial: boolean;
  /** An earlier round of this call left something out or cut it because the ledger was short. */
  cut: boolean;
  replaces: string | null;
  /** Reserve and commit in one transaction. */
  order: CommitOrder | null;
  document: StoredDocument;
}

/** A limit or budget that an order does not fit in. */
export interface Shortage {
  promotion: string;
  /** Id of the limit; "budget" or "first_order" for those. */
  limit: string;
  per: "total" | "customer" | "code" | "budget" | "first_order";
  /** For a budget that cuts: what is left, minor units; else null: the promotion must be left out. */
  granted: number | null;
}

export interface ReservationView {
  handle: string;
  id: string;
  state: ReservationState;
  expires_at_ms: number;
  order: CommitOrder | null;
  over_grants: OverGrant[];
  /** Names the archived document of a committed order once the ledger has dropped its own. */
  decision_hash: string;
  /** Null once the outcome is all that is kept. */
  document: StoredDocument | null;
}

export type ReserveAnswer =
  | { code: "held" | "committed"; reservation: ReservationView }
  /** The id is known with the same content: the recorded outcome. */
  | { code: "known"; reservation: ReservationView }
  | { code: "id_conflict" }
  | { code: "key_revoked" }
  | { code: "order_exists" }
  /** `replaces` names nothing of this company, or what was committed. */
  | { code: "replaces_unknown" }
  | { code: "replaces_committed" }
  | { code: "customer_required"; promotions: string[] }
  /** Nothing was held: price again without the stopped, exhausted and short ones, or with the granted amounts. */
  | { code: "short"; shortages: Shortage[]; stopped: string[]; exhausted: string[] }
  | { code: "quote_changed" };

export type CommitAnswer =
  | { code: "committed"; reservation: ReservationView }
  | { code: "not_found" | "order_exists" | "already_released" | "hold_expired" | "stopped" | "key_revoked" }
  | { code: "id_conflict" };

export type ReleaseAnswer =
  | { code: "released"; reservation: ReservationView }
  | { code: "not_found" | "already_committed" | "hold_expired" | "stopped" | "key_revoked" };

export type ExtendAnswer =
  | { code: "extended"; reservation: ReservationView }
  | {
      code:
        | "not_found"
        | "already_committed"
        | "already_released"
        | "hold_expired"
        | "stopped"
        | "key_revoked";
    };

export interface LimitsCheck {
  customer_keys: string[];
  customer: string | null;
  promotions: { promotion: string; code: string | null; amount: number; first_order: boolean }[];
  currency: string;
}

export interface LedgerRpc {
  reserve(command: ReserveCommand): Promise<ReserveAnswer>;
  /** Outcome of an id when pricing failed; null if unknown. */
  outcome(
    id: string,
    requestHash: string,
  ): Promise<{ code: "known"; reservation: ReservationView } | { code: "id_conflict" } | null>;
  reservation(handle: string): Promise<ReservationView | null>;
  commit(handle: string, order: CommitOrder, keyId: string): Promise<CommitAnswer>;
  release(handle: string, keyId: string): Promise<ReleaseAnswer>;
  extend(handle: string, ttlMs: number, keyId: string): Promise<ExtendAnswer>;
  order(externalId: string): Promise<ReservationView | null>;
  /** Read-only: what would be short or stopped now. */
  check(query: LimitsCheck): Promise<{ shortages: Shortage[]; stopped: string[]; exhausted: string[] }>;

  setLimits(definition: LimitDefinition): Promise<{ code: "stored" | "older"; revision: number }>;
  stop(promotions: string[], voidHolds: boolean): Promise<{ code: "stopped"; seq: number; voided: number }>;
  resume(promotions: string[]): Promise<{ code: "resumed"; seq: number }>;
  revokeKey(keyId: string): Promise<{ code: "revoked" }>;
  /** Live settings and use of one promotion, for the dashboard. */
  usage(promotion: string): Promise<PromotionUsage | null>;

  /** Entries after `seq`, oldest first. `confirmed` says up to where the caller has stored everything, documents included. */
  entriesAfter(seq: number, limit: number, confirmed: number): Promise<{ entries: Entry[]; high: number }>;
  /** The document of a committed reservation, until the mirror confirmed it. */
  document(handle: string): Promise<StoredDocument | null>;
}

export interface PromotionUsage {
  promotion: string;
  revision: number;
  stopped: boolean;
  total: { held: number; committed: number };
  budget: { currency: string; held: number; committed: number; amount: number | null }[];
}
