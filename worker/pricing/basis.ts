/**
 * Everything that one cart is priced from, gathered once: snapshot, catalogue, store and customer side by side, then the facts. The
 * rounds of a reservation evaluate the same basis again, so nothing but the adjustments differs between them.
 */

import type { Plan } from "../../shared/evaluate/plan.ts";
import type { Cart } from "../../shared/model/cart.ts";
import type { CartFacts, ZoneFacts } from "../../shared/model/cart-facts.ts";
import type { SnapshotState } from "../../shared/model/decision.ts";
import type { StoreRecord } from "../../shared/model/store.ts";
import { resolveCart } from "../../shared/quote/resolve-cart.ts";
import type { StoresView } from "../../shared/snapshot/stores-blob.ts";
import type { Caller } from "../auth.ts";
import { type ProblemException, refuseBody } from "../problem.ts";
import { type Adjustments, maskedOut } from "./adjustments.ts";
import { readCustomer } from "./customer-record.ts";
import type { Shopper } from "./shopper.ts";
import { readSnapshot, type Snapshot, type Source } from "./snapshot-source.ts";

/** One call that wants a cart priced. */
export interface PricingCall {
  source: Source;
  caller: Caller;
  shopper: Shopper;
  cart: Cart;
  atMs: number;
  /** The network's guess of where an untrusted caller is. */
  networkCountry: string | null;
}

export interface Basis {
  facts: CartFacts;
  estimate: boolean;
  /** Null: full prices only. */
  plan: Plan | null;
  /** Hash of the rules; empty without a plan. */
  rules: string;
  snapshot: SnapshotState;
  masked: Adjustments;
  customerAgeS: number | null;
  /** Every key that a per-customer limit counts. */
  countedKeys: string[];
  atMs: number;
}

export type Gathered = { ok: true; basis: Basis } | { ok: false; problem: ProblemException };

type Store = StoreRecord & { offsets: ZoneFacts };

/** Reads what the cart needs and makes its facts. */
export async function gatherBasis(call: PricingCall): Promise<Gathered> {
  const { source, caller, shopper, cart, atMs } = call;
  const [read, customer] = await Promise.all([
    readSnapshot(source, caller.company, caller.pointer, {
      skus: cart.lines.map((line) => line.sku),
      tree: cart.lines.some((line) => line.facts?.categories !== undefined),
    }),
    readCustomer(source, caller.company, caller.confirmed ? shopper.recordKey : null),
  ]);
  const snapshot = customer === "unreachable" ? degraded(read) : read;
  const record = customer === "unreachable" ? null : customer;
  const store = storeOf(cart, snapshot.stores);
  if (store === null) {
    const message = `\`${cart.store}\` is not a store of this company`;
    return { ok: false, problem: refuseBody([{ path: "cart.store", code: "store_unknown", message }]) };
  }
  const keys = shopper.keys(snapshot.stores?.foldPlusTags ?? false);
  const resolved = resolveCart(cart, {
    store,
    atMs,
    catalogue: snapshot.article,
    withAncestors: snapshot.withAncestors,
    customer: { key: keys.key, signedIn: shopper.signedIn, record },
    trust: { facts: caller.scopes.includes("facts") },
    networkCountry: call.networkCountry,
  });
  if (!resolved.ok) return { ok: false, problem: refuseBody(resolved.problems, retryHint(snapshot)) };
  return {
    ok: true,
    basis: {
      facts: resolved.facts,
      estimate: resolved.estimate || !caller.confirmed,
      plan: snapshot.plan,
      rules: snapshot.rules,
      snapshot: snapshot.state,
      masked: snapshot.plan === null ? NO_ADJUSTMENTS : maskedOut(snapshot.mask),
      customerAgeS: record === null ? null : Math.max(0, Math.floor((atMs - record.updated_at_ms) / 1000)),
      countedKeys: keys.counted,
      atMs,
    },
  };
}

const NO_ADJUSTMENTS: Adjustments = { left_out: [], granted: [] };

/** Without knowing a customer's segments no rule may be judged: "not in the segment" would be a guess. */
function degraded(snapshot: Snapshot): Snapshot {
  return { ...snapshot, plan: null, rules: "", state: { ...snapshot.state, state: "degraded" } };
}

/** Null: the company has no such store. While nobody knows the stores, the cart's own word stands. */
function storeOf(cart: Cart, stores: StoresView | null): Store | null {
  if (stores !== null) return stores.store(cart.store ?? stores.defaultStore);
  return {
    code: cart.store ?? "unknown",
    zone: "UTC",
    country: "ZZ",
    currency: cart.currency,
    tax_mode: cart.tax_mode,
    groups: [],
    offsets: { zone: "UTC", offsets: [{ from_ms: 0, offset_min: 0 }] },
  };
}

/** A refusal that rests on a catalogue which cannot be read may be gone the next time. */
function retryHint(snapshot: Snapshot): Record<string, string> {
  return snapshot.state.state === "degraded" ? { "retry-after": "1" } : {};
}
