/** Conditions on where, how and by what the cart is sold (CND-10). */
import type { CartLeaf } from "../rules/cart-condition.ts";
import { judgeNamed, meets } from "./line-conditions.ts";
import type { Scene } from "./scene.ts";
import type { Truth } from "./truth.ts";

export type ContextLeaf = Extract<
  CartLeaf,
  {
    kind:
      | "channel"
      | "store"
      | "currency"
      | "country"
      | "region"
      | "postcode"
      | "payment_method"
      | "shipping_method"
      | "cart_metadata"
      | "variant";
  }
>;

export function judgeContext({ facts, steps }: Scene, leaf: ContextLeaf): Truth {
  switch (leaf.kind) {
    case "channel":
      return leaf.any_of.includes(facts.channel);
    case "store":
      return leaf.any_of.includes(facts.store) || meets(leaf.groups, facts.store_groups);
    case "currency":
      return leaf.any_of.includes(facts.currency);
    case "country":
      return facts.country === null ? "unknown" : leaf.any_of.includes(facts.country);
    case "region":
      return facts.region === null ? "unknown" : leaf.any_of.includes(facts.region);
    case "postcode": {
      const { postcode } = facts;
      return postcode === null ? "unknown" : leaf.prefixes.some((prefix) => postcode.startsWith(prefix));
    }
    case "payment_method":
      return facts.payment_method === null ? "unknown" : leaf.any_of.includes(facts.payment_method);
    case "shipping_method":
      return facts.shipping.some(({ method }) => leaf.any_of.includes(method));
    case "cart_metadata":
      return judgeNamed(leaf, facts.metadata, steps);
    case "variant": {
      const variant = facts.variants[leaf.experiment];
      return variant !== undefined && leaf.any_of.includes(variant);
    }
  }
}
