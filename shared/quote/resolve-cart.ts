/**
 * From a request's cart to the facts that the evaluators read and that a reservation stores: the border between what somebody
 * sent and what counts. Pure: store, catalogue and customer come in, so the edge and the control plane's try answer alike.
 * All problems come at once, with their paths. Meaning of each field: docs/reference/cart.md.
 */
import type { Cart } from "../model/cart.ts";
import type { CartFacts, ChargeFacts, LineFacts } from "../model/cart-facts.ts";
import { compareText, normalizeCode } from "../model/identifier.ts";
import { LIMITS } from "../model/limits.ts";
import type { ProblemDetail } from "../model/problem.ts";
import { type CartContext, contextFacts, contextProblems, untrustedFacts } from "./resolve-context.ts";
import { hasSentPrice, resolveLine, sortedSet } from "./resolve-line.ts";

export type ResolvedCart =
  | { ok: true; facts: CartFacts; estimate: boolean }
  | { ok: false; problems: ProblemDetail[] };

/** The canonical facts of a cart, or everything that is wrong with it. */
export function resolveCart(cart: Cart, context: CartContext): ResolvedCart {
  const problems = [...contextProblems(cart, context, "cart."), ...codeProblems(cart)];
  if (!context.trust.facts) problems.push(...sentFacts(cart));
  const lines: LineFacts[] = [];
  for (const [index, line] of cart.lines.entries()) {
    if (line.measure !== undefined && line.quantity !== 1) {
      problems.push(problem(`cart.lines.${index}.quantity`, "invalid", "must be 1 for a measured line"));
    }
    const facts = resolveLine(line, {
      currency: cart.currency,
      record: context.catalogue(line.sku),
      withAncestors: context.withAncestors,
      trusted: context.trust.facts,
    });
    if (facts === null) {
      const message = `nobody knows a price of \`${line.sku}\` in ${cart.currency}`;
      problems.push(problem(`cart.lines.${index}.sku`, "sku_unknown", message));
    } else lines.push(facts);
  }
  if (isTooLarge(lines, cart)) {
    problems.push(problem("cart.lines", "cart_too_large", "adds up to more than can be computed exactly"));
  }
  if (problems.length > 0) return { ok: false, problems };
  const estimate = !context.trust.facts && cart.lines.some(hasSentPrice);
  return { ok: true, facts: factsOf(cart, context, lines), estimate };
}

function problem(path: string, code: ProblemDetail["code"], message: string): ProblemDetail {
  return { path, code, message };
}

function codeProblems(cart: Cart): ProblemDetail[] {
  return [...cart.codes.entries()]
    .filter(([, code]) => normalizeCode(code) === "")
    .map(([index]) => problem(`cart.codes.${index}`, "invalid", "holds nothing but space"));
}

function sentFacts(cart: Cart): ProblemDetail[] {
  return [...cart.lines.entries()]
    .filter(([, line]) => line.facts !== undefined)
    .map(([index]) => untrustedFacts(`cart.lines.${index}.facts`));
}

/** Products of two bounded integers may leave the exact range, but then they are far above the bound. */
function isTooLarge(lines: readonly LineFacts[], cart: Cart): boolean {
  let sum = 0;
  for (const line of lines) sum += Math.max(line.list, line.catalog) * line.quantity;
  for (const charge of cart.shipping) sum += charge.amount;
  return sum > LIMITS.cartTotalMinor;
}

function factsOf(cart: Cart, context: CartContext, lines: LineFacts[]): CartFacts {
  return {
    ...contextFacts(cart, context),
    ...destinationOf(cart, context.networkCountry),
    payment_method: cart.payment_method ?? null,
    lines: lines.sort((a, b) => compareText(a.id, b.id)),
    shipping: cart.shipping.map(chargeOf).sort((a, b) => compareText(a.id, b.id)),
    codes: sortedSet(cart.codes.map(normalizeCode)),
    declined_gifts: sortedSet(cart.declined_gifts),
    metadata: cart.metadata ?? {},
    offers: [],
  };
}

function destinationOf(
  cart: Cart,
  networkCountry: string | null,
): Pick<CartFacts, "country" | "region" | "postcode" | "country_from"> {
  const to = cart.ship_to;
  if (to !== undefined) {
    return { country: to.country, region: to.region ?? null, postcode: to.postcode ?? null };
  }
  const nowhere = { country: networkCountry, region: null, postcode: null };
  return networkCountry === null ? nowhere : { ...nowhere, country_from: "network" };
}

function chargeOf(charge: Cart["shipping"][number]): ChargeFacts {
  const { id, method, amount, seller } = charge;
  return { id, method, amount, ...(seller === undefined ? {} : { seller }) };
}
