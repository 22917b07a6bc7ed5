/**
 * What "the same content" means for an id: the canonical request, never the decision. Lines, charges and codes may come in any
 * order and a customer may come by id or by a renewed token: that is one request. The customer stands here by keys alone, so that
 * nothing stored tells an id or an e-mail to someone who guesses.
 */
import type { Cart } from "../model/cart.ts";
import { compareText, normalizeCode } from "../model/identifier.ts";
import { canonicalJson } from "./canonical.ts";
import type { Sha256 } from "./decision-hash.ts";

/** Everything of a request but its cart's customer, who comes as keys. */
export interface RequestContent {
  cart: Cart;
  /** All keys of the customer, computed the same way whatever is published. */
  customer_keys: string[];
  /** The other fields of the body, the id and the time to live among them. */
  rest: Record<string, unknown>;
}

/** The hash of a request, lower-case hex. */
export function requestHash(sha256: Sha256, content: RequestContent): string {
  const { cart } = content;
  const canonical = {
    ...cart,
    customer: { keys: [...content.customer_keys].sort(compareText), facts: cart.customer?.facts },
    lines: [...cart.lines].sort((a, b) => compareText(a.id, b.id)),
    shipping: [...cart.shipping].sort((a, b) => compareText(a.id, b.id)),
    codes: sortedSet(cart.codes.map(normalizeCode)),
    declined_gifts: sortedSet(cart.declined_gifts),
  };
  return sha256(canonicalJson({ ...content.rest, cart: canonical }));
}

function sortedSet(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort(compareText);
}
