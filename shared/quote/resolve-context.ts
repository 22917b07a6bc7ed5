/**
 * Who asks for prices, where and when: what a cart and a list of articles say alike, and the facts that come of it. Visitors are
 * assigned to experiments by the id that was sent, which stands in no fact.
 */
import { assignVariants } from "../experiments/assign.ts";
import type { Cart } from "../model/cart.ts";
import type { CartFacts, CustomerFacts, ZoneFacts } from "../model/cart-facts.ts";
import type { CatalogueRecord } from "../model/catalogue.ts";
import type { CustomerRecord } from "../model/customer.ts";
import type { CustomerProfile } from "../model/customer-profile.ts";
import type { Experiment } from "../model/experiment.ts";
import type { ProblemDetail } from "../model/problem.ts";
import type { StoreRecord } from "../model/store.ts";
import { sliceZone } from "../time/offsets.ts";
import { ZONE_REACH_MS } from "../time/schedule.ts";
import { sortedSet } from "./resolve-line.ts";

/** What the shells know besides the request. */
export interface CartContext {
  store: StoreRecord & { offsets: ZoneFacts };
  atMs: number;
  catalogue: (sku: string) => CatalogueRecord | null;
  withAncestors: (ids: string[]) => string[];
  customer: { key: string | null; signedIn: boolean; record: CustomerRecord | null };
  trust: { facts: boolean };
  /** Country that the network says the caller is in; null unless it may stand in for a missing one. */
  networkCountry: string | null;
  /** Those of the rules that will price; none without rules. */
  experiments: readonly Experiment[];
}

/** What a request says of itself, whatever is to be priced. */
export type Asking = Pick<Cart, "currency" | "tax_mode" | "channel" | "customer" | "visitor">;

/** Facts of the context, whatever is to be priced. */
export type ContextFacts = Pick<
  CartFacts,
  "currency" | "tax_mode" | "channel" | "store" | "store_groups" | "zone" | "customer" | "variants"
>;

/** What is wrong with it; `prefix` stands before each path. */
export function contextProblems(asking: Asking, context: CartContext, prefix: string): ProblemDetail[] {
  const { store, trust } = context;
  const problems: ProblemDetail[] = [];
  const add = (path: string, code: string, message: string) =>
    problems.push({ path: `${prefix}${path}`, code, message });
  if (asking.tax_mode !== store.tax_mode) {
    const message = `is \`${asking.tax_mode}\`, the store \`${store.code}\` sells ${store.tax_mode}`;
    add("tax_mode", "tax_mode_mismatch", message);
  }
  if (asking.currency !== store.currency) {
    const message = `is \`${asking.currency}\`, the store \`${store.code}\` sells in ${store.currency}`;
    add("currency", "currency_mismatch", message);
  }
  if (!trust.facts && asking.customer?.facts !== undefined) {
    problems.push(untrustedFacts(`${prefix}customer.facts`));
  }
  return problems;
}

/** Facts that only a trusted caller may state. */
export function untrustedFacts(path: string): ProblemDetail {
  return { path, code: "facts_not_trusted", message: "is accepted from trusted keys only" };
}

export function contextFacts(asking: Asking, context: CartContext): ContextFacts {
  const { store, customer } = context;
  return {
    currency: asking.currency,
    tax_mode: asking.tax_mode,
    channel: asking.channel,
    store: store.code,
    store_groups: sortedSet(store.groups),
    zone: sliceZone(store.offsets, context.atMs, ZONE_REACH_MS),
    customer: customerOf(asking, context),
    variants: assignVariants(context.experiments, {
      customer: customer.key,
      visitor: asking.visitor ?? null,
    }),
  };
}

/**
 * A guest, and a customer whose record is not there yet, is in no segment and has an unknown profile; such a customer has no order so
 * far. Sent facts replace the record's field by field.
 */
function customerOf(asking: Asking, { customer }: CartContext): CustomerFacts {
  const sent = asking.customer?.facts;
  const { key, signedIn, record } = customer;
  return {
    ...(record === null ? {} : recordedProfile(record)),
    ...(sent === undefined ? {} : sentProfile(sent)),
    key,
    signed_in: signedIn,
    segments: sortedSet(sent?.segments ?? record?.segments ?? []),
    attributes: sent?.attributes ?? record?.attributes ?? {},
    order_count: sent?.order_count ?? record?.order_count ?? (signedIn ? 0 : null),
  };
}

function recordedProfile(record: CustomerRecord): CustomerProfile {
  const { version, updated_at_ms, segments, attributes, order_count, ...profile } = record;
  return profile;
}

function sentProfile(sent: NonNullable<NonNullable<Cart["customer"]>["facts"]>): CustomerProfile {
  const { segments, attributes, order_count, ...profile } = sent;
  return profile;
}
