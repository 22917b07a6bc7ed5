/**
 * What a reservation stores beside its numbers: facts, time, rules and decision as compressed JSON. From these the decision can be
 * recomputed to the same bytes; the ledger and the mirror carry it without reading it.
 */
import { gunzipSync, gzipSync } from "node:zlib";
import type { StoredDocument } from "../../shared/ledger/rpc.ts";
import type { CartFacts } from "../../shared/model/cart-facts.ts";
import type { Decision } from "../../shared/model/decision.ts";

export interface ReservationDocument {
  facts: CartFacts;
  at: string;
  /** Hash of the rules blob. */
  rules: string;
  decision: Decision;
}

export function packDocument(document: ReservationDocument): StoredDocument {
  return new Uint8Array(gzipSync(JSON.stringify(document)));
}

/** Reads what packDocument wrote; only ledger and mirror held it since. */
export function unpackDocument(stored: StoredDocument): ReservationDocument {
  return JSON.parse(gunzipSync(stored).toString("utf8")) as ReservationDocument;
}
