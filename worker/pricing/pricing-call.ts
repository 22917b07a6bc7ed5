/** From a request to what pricing needs of it: who calls, who shops, where from, when. */
import type { Context } from "hono";
import type { Cart } from "../../shared/model/cart.ts";
import type { EdgeEnv } from "../env.ts";
import { identityPort } from "../platform-hash.ts";
import type { PricingCall } from "./pricing-context.ts";
import { identifyShopper } from "./shopper.ts";

/**
 * The pricing call of this request for one customer; throws when the caller may not name this customer. `prefix` stands before paths of
 * problems.
 */
export async function pricingCall(
  c: Context<EdgeEnv>,
  customer: Cart["customer"],
  prefix: string,
): Promise<PricingCall> {
  const caller = c.get("caller");
  const atMs = c.get("atMs");
  const shopper = await identifyShopper(identityPort(c.env), caller, { customer, prefix }, atMs);
  const country = caller.type === "pk" ? networkCountry(c.req.raw) : null;
  return { source: c.get("source"), caller, shopper, atMs, networkCountry: country };
}

/** The platform's guess, where it is a country. */
function networkCountry(request: Request): string | null {
  const country = request.cf?.country;
  return typeof country === "string" && /^[A-Z]{2}$/.test(country) && country !== "XX" ? country : null;
}
