/**
 * What stands around everything that one call wants priced, a cart or a list of articles: snapshot, store and customer, read side by side.
 */
import type { Asking, CartContext } from "../../shared/quote/resolve-context.ts";
import type { StoresView } from "../../shared/snapshot/stores-blob.ts";
import type { Caller } from "../auth.ts";
import { type ProblemException, refuseBody } from "../problem.ts";
import { type Adjustments, maskedOut } from "./adjustments.ts";
import { readCustomer } from "./customer-record.ts";
import type { Shopper } from "./shopper.ts";
import { readSnapshot, type Snapshot, type Source, type Wanted } from "./snapshot-source.ts";

/** One call that wants something priced. */
export interface PricingCall {
  source: Source;
  caller: Caller;
  shopper: Shopper;
  atMs: number;
  /** The network's guess of where an untrusted caller is. */
  networkCountry: string | null;
}

/** What is to be priced, as far as reading must know it. */
export interface AskedFor {
  asking: Asking & { store?: string | undefined };
  /** Stands before paths of problems. */
  prefix: string;
  wanted: Wanted;
}

export interface PricingContext {
  /** Without rules where nothing may be judged. */
  snapshot: Snapshot;
  masked: Adjustments;
  context: CartContext;
  customerAgeS: number | null;
  /** Every key that a per-customer limit counts. */
  countedKeys: string[];
  /** Whether the caller is who its key says. */
  confirmed: boolean;
}

export type ContextRead = { ok: true; read: PricingContext } | { ok: false; problem: ProblemException };

type Store = CartContext["store"];

/** Reads what is needed. */
export async function readContext(call: PricingCall, askedFor: AskedFor): Promise<ContextRead> {
  const { source, caller, shopper, atMs } = call;
  const [found, customer] = await Promise.all([
    readSnapshot(source, caller.company, caller.pointer, askedFor.wanted),
    readCustomer(source, caller.company, caller.confirmed ? shopper.recordKey : null),
  ]);
  const snapshot = customer === "unreachable" ? degraded(found) : found;
  const record = customer === "unreachable" ? null : customer;
  const store = storeOf(askedFor.asking, snapshot.stores);
  if (store === null) {
    const message = `\`${askedFor.asking.store}\` is not a store of this company`;
    const problem = { path: `${askedFor.prefix}store`, code: "store_unknown", message };
    return { ok: false, problem: refuseBody([problem]) };
  }
  const keys = shopper.keys(snapshot.stores?.foldPlusTags ?? false);
  const read: PricingContext = {
    snapshot,
    masked: snapshot.plan === null ? NO_ADJUSTMENTS : maskedOut(snapshot.mask),
    context: {
      store,
      atMs,
      catalogue: snapshot.article,
      withAncestors: snapshot.withAncestors,
      customer: { key: keys.key, signedIn: shopper.signedIn, record },
      trust: { facts: caller.scopes.includes("facts") },
      networkCountry: call.networkCountry,
      experiments: snapshot.plan?.experiments ?? [],
    },
    customerAgeS: record === null ? null : Math.max(0, Math.floor((atMs - record.updated_at_ms) / 1000)),
    countedKeys: keys.counted,
    confirmed: caller.confirmed,
  };
  return { ok: true, read };
}

const NO_ADJUSTMENTS: Adjustments = { left_out: [], granted: [] };

/** Without knowing a customer's segments no rule may be judged: "not in the segment" would be a guess. */
function degraded(snapshot: Snapshot): Snapshot {
  return { ...snapshot, plan: null, rules: "", state: { ...snapshot.state, state: "degraded" } };
}

/** Null: the company has no such store. While nobody knows the stores, the caller's own word stands. */
function storeOf(asking: AskedFor["asking"], stores: StoresView | null): Store | null {
  if (stores !== null) return stores.store(asking.store ?? stores.defaultStore);
  return {
    code: asking.store ?? "unknown",
    zone: "UTC",
    country: "ZZ",
    currency: asking.currency,
    tax_mode: asking.tax_mode,
    groups: [],
    offsets: { zone: "UTC", offsets: [{ from_ms: 0, offset_min: 0 }] },
  };
}
