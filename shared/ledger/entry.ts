/**
 * Entries: immutable, numbered by the ledger object without gaps. Everything else the ledger keeps is their fold. An entry carries all
 * that the mirror needs, so that reports never ask the ledger anything else.
 */
import type { Budget, UsageLimit } from "../model/limit.ts";
import type { CommitOrder } from "../model/order.ts";
import type { OverGrant } from "../model/reservation.ts";

/** What one applied promotion takes from limits and budgets. */
export interface Effect {
  promotion: string;
  version: number;
  campaign: string | null;
  /** Normalised code that unlocked it. */
  code: string | null;
  /** Discount in minor units of the reservation's currency. */
  amount: number;
  first_order: boolean;
}

/** What a reservation is about, carried by every entry of it. */
export interface ReservationFacts {
  handle: string;
  /** The caller's id. */
  id: string;
  currency: string;
  store: string;
  channel: string;
  /** Keyed hash; null for nobody. */
  customer: string | null;
  to_pay: number;
  /** Items and shipping before promotions, minor units. */
  before: number;
  decision_hash: string;
  effects: Effect[];
  /** First order whose subscription period this renews. */
  renews: string | null;
}

export type EntryBody =
  | {
      kind: "held";
      reservation: ReservationFacts;
      /** Every key that this reservation counts for, sorted. */
      customer_keys: string[];
      expires_at_ms: number;
      replaces: string | null;
    }
  | { kind: "extended"; handle: string; expires_at_ms: number }
  | {
      kind: "committed";
      reservation: ReservationFacts;
      order: CommitOrder;
      /** Committed after its hold had ended. */
      late: boolean;
      over_grants: OverGrant[];
    }
  | { kind: "released"; reservation: ReservationFacts; replaced_by: string | null }
  | { kind: "expired"; reservation: ReservationFacts }
  | { kind: "voided"; reservation: ReservationFacts }
  | {
      kind: "limits_set";
      promotion: string;
      revision: number;
      limits: UsageLimit[];
      budget: Budget | null;
    }
  | { kind: "stopped"; promotions: string[]; void_holds: boolean }
  | { kind: "resumed"; promotions: string[] }
  | { kind: "key_revoked"; key_id: string };

export interface Entry {
  /** 1, 2, 3, … within one object. */
  seq: number;
  at_ms: number;
  body: EntryBody;
}
