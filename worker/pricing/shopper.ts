/**
 * Who the shopper is, as keys: by the shop's id or identifiers from a key that stands on a server, by a signed token from a
 * browser. A bare id from a publishable key would let anybody ask for anybody's prices.
 */
import type { Cart, Identifier } from "../../shared/model/cart.ts";
import {
  type CustomerKeys,
  customerKey,
  customerKeys,
  type IdentityPort,
} from "../../shared/model/identity.ts";
import type { Caller } from "../auth.ts";
import { ProblemException, refuseBody } from "../problem.ts";
import { readCustomerToken } from "./customer-token.ts";

export interface Shopper {
  /** Known by the shop's id. */
  signedIn: boolean;
  /** Named by a token that we signed. */
  byToken: boolean;
  /** Under which the customer's record lies; null for a guest. */
  recordKey: string | null;
  /** Keys by which limits count; identifiers depend on the company's setting for plus-tags. */
  keys: (foldPlusTags: boolean) => CustomerKeys;
}

/** Reads the customer of a request; throws what the caller must not say. `prefix` stands before paths of problems. */
export async function identifyShopper(
  port: IdentityPort,
  caller: Caller,
  { customer, prefix }: { customer: Cart["customer"]; prefix: string },
  atMs: number,
): Promise<Shopper> {
  const { id, token, identifiers } = customer ?? {};
  const named = [...(id === undefined ? [] : ["id"]), ...(identifiers === undefined ? [] : ["identifiers"])];
  if (caller.type === "pk" && named.length > 0) {
    throw refuseBody(
      named.map((field) => ({
        path: `${prefix}customer.${field}`,
        code: "token_required",
        message: "comes from a secret key only; send a customer token",
      })),
    );
  }
  if (token === undefined) return namedShopper(port, caller.company, id, identifiers);
  if (named.length > 0) {
    const message = "does not go with an id or identifiers";
    throw refuseBody([{ path: `${prefix}customer.token`, code: "invalid", message }]);
  }
  const keys = await readCustomerToken(port, caller, token, atMs);
  if (keys === null) throw new ProblemException("token_invalid");
  return { signedIn: true, byToken: true, recordKey: keys.key, keys: () => keys };
}

function namedShopper(
  port: IdentityPort,
  company: string,
  id: string | undefined,
  identifiers: Identifier[] | undefined,
): Shopper {
  return {
    signedIn: id !== undefined,
    byToken: false,
    recordKey: id === undefined ? null : customerKey(port, company, id),
    keys: (foldPlusTags) => customerKeys(port, company, { id, identifiers }, foldPlusTags),
  };
}
