/** Conditions on the customer (CND-6 to 9, CND-28 to 30). A fact that is absent is unknown. */
import type { Policies } from "../model/policies.ts";
import type { CartLeaf } from "../rules/cart-condition.ts";
import { boundsIn, isWithin } from "./bounds.ts";
import { civilDate, DAY, dayNumber, daysOfMonth } from "./calendar.ts";
import { judgeNamed, meets } from "./line-conditions.ts";
import type { Scene } from "./scene.ts";
import { localDay } from "./time.ts";
import type { Truth } from "./truth.ts";

export type CustomerLeaf = Extract<
  CartLeaf,
  {
    kind:
      | "segment"
      | "customer_attribute"
      | "order_number"
      | "customer_known"
      | "signed_in"
      | "customer_group"
      | "tier"
      | "lifecycle"
      | "points"
      | "lifetime_spend"
      | "days_since_last_order"
      | "behaviour"
      | "birthday"
      | "subscription";
  }
>;

export function judgeCustomer(scene: Scene, leaf: CustomerLeaf, policies: Policies): Truth {
  const { facts, steps } = scene;
  const { customer } = facts;
  switch (leaf.kind) {
    case "segment": // CND-6
      return meets(leaf.any_of, customer.segments);
    case "customer_attribute": // CND-7
      return judgeNamed(leaf, customer.attributes, steps);
    case "order_number":
      return judgeOrderNumber(scene, leaf, policies);
    case "customer_known": // CND-9
      return customer.key !== null;
    case "signed_in":
      return customer.signed_in;
    case "customer_group": // CND-28
      return isListed(customer.group, leaf.any_of);
    case "tier":
      return isListed(customer.tier, leaf.any_of);
    case "lifecycle":
      return isListed(customer.lifecycle, leaf.any_of);
    case "points":
      return customer.points === undefined ? "unknown" : isWithin(customer.points, leaf, steps);
    case "lifetime_spend": {
      if (customer.lifetime_spend === undefined) return "unknown";
      const spent = customer.lifetime_spend[facts.currency] ?? 0;
      return isWithin(spent, boundsIn(leaf, facts.currency), steps);
    }
    case "days_since_last_order": {
      const last = customer.last_order_ms;
      if (last === undefined) return "unknown";
      return last !== null && isWithin(Math.max(0, wholeDays(scene.atMs - last)), leaf, steps);
    }
    case "behaviour":
      return judgeNamed(leaf, customer.behaviour, steps);
    case "birthday":
      return judgeBirthday(scene, leaf);
    case "subscription":
      return judgeSubscription(scene, leaf);
  }
}

function isListed(fact: string | null | undefined, list: string[]): Truth {
  if (fact === undefined) return "unknown";
  return fact !== null && list.includes(fact);
}

function wholeDays(ms: number): number {
  return Math.floor(ms / DAY);
}

/** CND-8: the number that this order would have; null for a guest who never matches (POL-4). */
export function orderNumber(scene: Scene, policies: Policies): number | null {
  const { order_count: count } = scene.facts.customer;
  if (count !== null) return count + 1;
  return policies.guest_first_order === "counts_as_first" ? 1 : null;
}

function judgeOrderNumber(
  scene: Scene,
  leaf: Extract<CartLeaf, { kind: "order_number" }>,
  policies: Policies,
): Truth {
  const number = orderNumber(scene, policies);
  if (number === null) return false;
  return isWithin(number, leaf, scene.steps) && (leaf.every === undefined || number % leaf.every === 0);
}

/** CND-29: a day that the month does not have this year is its last. */
function judgeBirthday(scene: Scene, leaf: Extract<CartLeaf, { kind: "birthday" }>): Truth {
  const { birthday } = scene.facts.customer;
  if (birthday === undefined) return "unknown";
  const month = Number(birthday.slice(0, 2));
  const date = Number(birthday.slice(3));
  const today = localDay(scene.facts.zone, scene.atMs);
  const thisYear = civilDate(today).year;
  return [thisYear - 1, thisYear, thisYear + 1].some((year) => {
    const day = dayNumber({ year, month, date: Math.min(date, daysOfMonth(year, month)) });
    return today - leaf.days_after <= day && day <= today + leaf.days_before;
  });
}

/** CND-30. */
function judgeSubscription(scene: Scene, leaf: Extract<CartLeaf, { kind: "subscription" }>): Truth {
  const { subscription } = scene.facts.customer;
  if (subscription === undefined) return "unknown";
  if (subscription === null) return false;
  const { state, plan, next_plan, ends_ms } = subscription;
  const isIn = (list: string[] | undefined, value: string | null) =>
    list === undefined || (value !== null && list.includes(value));
  if (!isIn(leaf.states, state) || !isIn(leaf.plans, plan) || !isIn(leaf.next_plans, next_plan)) return false;
  const bounds = { at_least: leaf.days_left_at_least, at_most: leaf.days_left_at_most };
  if (bounds.at_least === undefined && bounds.at_most === undefined) return true;
  if (ends_ms === null || scene.atMs > ends_ms) return false;
  return isWithin(wholeDays(ends_ms - scene.atMs), bounds, scene.steps);
}
