/** From a request to what pricing needs of it: who calls, who shops, where from, when. */
import type { Context } from "hono";
import type { Cart } from "../../shared/model/cart.ts";
import { sourceOf } from "../auth.ts";
import type { EdgeEnv } from "../env.ts";
import { identityPort } from "../platform-hash.ts";
import type { PricingCall } from "./basis.ts";
import { identifyShopper } from "./shopper.ts";

/** The pricing call of this request; throws when the caller may not name this customer. */
export async function pricingCall(c: Context<EdgeEnv>, cart: Cart): Promise<PricingCall> {
  const caller = c.get("caller");
  const atMs = c.get("atMs");
  return {
    source: sourceOf(c),
    caller,
    shopper: await identifyShopper(identityPort(c.env), caller, cart, atMs),
    cart,
    atMs,
    networkCountry: caller.type === "pk" ? networkCountry(c.req.raw) : null,
  };
}

/** The platform's guess, where it is a country. */
function networkCountry(request: Request): string | null {
  const country = request.cf?.country;
  return typeof country === "string" && /^[A-Z]{2}$/.test(country) && country !== "XX" ? country : null;
}
