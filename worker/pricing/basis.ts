/**
 * Everything that one cart is priced from, gathered once: what stands around it, then the facts. The rounds of a reservation evaluate the
 * same basis again, so nothing but the adjustments and the stock of what is offered differs between them.
 */

import type { Plan } from "../../shared/evaluate/plan.ts";
import type { Cart } from "../../shared/model/cart.ts";
import type { CartFacts } from "../../shared/model/cart-facts.ts";
import type { SnapshotState } from "../../shared/model/decision.ts";
import { resolveCart } from "../../shared/quote/resolve-cart.ts";
import { type ProblemException, refuseBody } from "../problem.ts";
import type { Adjustments } from "./adjustments.ts";
import { type PricingCall, readContext } from "./pricing-context.ts";
import type { Snapshot } from "./snapshot-source.ts";

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
  /** Reads articles that are not in the cart. */
  further: Snapshot["further"];
  /** Every key that a per-customer limit counts. */
  countedKeys: string[];
  atMs: number;
}

export type Gathered = { ok: true; basis: Basis } | { ok: false; problem: ProblemException };

/** Reads what the cart needs and makes its facts. */
export async function gatherBasis(call: PricingCall, cart: Cart): Promise<Gathered> {
  const around = await readContext(call, {
    asking: cart,
    prefix: "cart.",
    wanted: {
      skus: cart.lines.map((line) => line.sku),
      tree: cart.lines.some((line) => line.facts?.categories !== undefined),
    },
  });
  if (!around.ok) return around;
  const { snapshot, context, confirmed, masked, customerAgeS, countedKeys } = around.read;
  const resolved = resolveCart(cart, context);
  if (!resolved.ok) return { ok: false, problem: refuseBody(resolved.problems, retryHint(snapshot)) };
  return {
    ok: true,
    basis: {
      facts: resolved.facts,
      estimate: resolved.estimate || !confirmed,
      plan: snapshot.plan,
      rules: snapshot.rules,
      snapshot: snapshot.state,
      masked,
      customerAgeS,
      further: snapshot.further,
      countedKeys,
      atMs: call.atMs,
    },
  };
}

/** A refusal that rests on a catalogue which cannot be read may be gone the next time. */
function retryHint(snapshot: Snapshot): Record<string, string> {
  return snapshot.state.state === "degraded" ? { "retry-after": "1" } : {};
}
