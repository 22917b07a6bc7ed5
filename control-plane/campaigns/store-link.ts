/** A campaign's link to stores as a condition, joined to the conditions of each of its promotions. */
import { LIMITS } from "../../shared/model/limits.ts";
import type { CartCondition } from "../../shared/rules/cart-condition.ts";
import type { StoresLink } from "./campaign-content.ts";

/** Conditions under which the link lets a cart in; none for all stores without exception. */
function linkConditions(link: StoresLink): CartCondition[] {
  const conditions: CartCondition[] = [];
  if (!link.all) conditions.push({ kind: "store", any_of: link.stores, groups: link.groups });
  if (link.except.length > 0) {
    conditions.push({ kind: "not", of: { kind: "store", any_of: link.except, groups: [] } });
  }
  return conditions;
}

/** The promotion's own conditions and the campaign's link; the tree grows deeper only where it has to. */
export function withStoreLink(link: StoresLink, own: CartCondition): CartCondition {
  const conditions = linkConditions(link);
  if (conditions.length === 0) return own;
  const isFlat = own.kind === "all" && own.of.length + conditions.length <= LIMITS.treeChildren;
  return { kind: "all", of: [...conditions, ...(isFlat ? own.of : [own])] };
}
