/** Random conditions on the customer and the context: the kinds that read no line. */
import type { CartLeaf } from "../../shared/rules/cart-condition.ts";
import type { Chance } from "./chance.ts";
import { amountBounds, attributeTest, countBounds, type Meeting } from "./random-bounds.ts";
import { WORDS } from "./words.ts";

/** What is known without a cart: a catalogue promotion may ask for it too (CAT-1). */
const CATALOGUE_KINDS = [
  "channel",
  "currency",
  "customer_attribute",
  "customer_group",
  "customer_known",
  "lifecycle",
  "segment",
  "signed_in",
  "store",
  "tier",
  "variant",
] as const;
const CONTEXT_KINDS = [
  ...CATALOGUE_KINDS,
  "behaviour",
  "birthday",
  "cart_metadata",
  "country",
  "days_since_last_order",
  "first_order",
  "lifetime_spend",
  "order_number",
  "payment_method",
  "points",
  "postcode",
  "region",
  "shipping_method",
  "subscription",
] as const;

type ContextKind = (typeof CONTEXT_KINDS)[number];

/** The kind is drawn evenly. */
export function randomContextLeaf(meeting: Meeting): CartLeaf {
  return leafOf(meeting, meeting.chance.one(CONTEXT_KINDS));
}

export function randomCatalogueLeaf(meeting: Meeting): CartLeaf {
  return leafOf(meeting, meeting.chance.one(CATALOGUE_KINDS));
}

function leafOf(meeting: Meeting, kind: ContextKind): CartLeaf {
  const { chance } = meeting;
  switch (kind) {
    case "behaviour":
    case "cart_metadata":
    case "customer_attribute":
      return { kind, ...attributeTest(chance) };
    case "birthday":
      return { kind, days_before: chance.one([0, 0, 1, 3]), days_after: chance.one([0, 0, 1, 3]) };
    case "customer_known":
    case "first_order":
    case "signed_in":
      return { kind };
    case "currency":
      return { kind, any_of: chance.some<string>(WORDS.currency, 1, 3) };
    case "days_since_last_order":
    case "points":
      return { kind, ...countBounds(meeting, () => chance.whole(0, 3)) };
    case "lifetime_spend":
      return { kind, ...amountBounds(meeting, () => chance.whole(99, 101)) };
    case "order_number":
      return { kind, ...randomOrderNumber(chance) };
    case "postcode":
      return { kind, prefixes: chance.some(WORDS.postcodePrefix, 1, 2) };
    case "store":
      return { kind, ...randomStores(chance) };
    case "subscription":
      return { kind, ...randomSubscription(chance) };
    case "variant":
      return { kind, experiment: chance.one(WORDS.experiment), any_of: chance.some(WORDS.variant, 1, 2) };
    default:
      return { kind, any_of: chance.some<string>(LISTS[kind], 1, 2) };
  }
}

const LISTS = {
  channel: WORDS.channel,
  country: WORDS.country,
  customer_group: WORDS.customerGroup,
  lifecycle: WORDS.lifecycle,
  payment_method: WORDS.payment,
  region: WORDS.region,
  segment: WORDS.segment,
  shipping_method: WORDS.method,
  tier: WORDS.tier,
};

function randomOrderNumber(chance: Chance) {
  const at_least = chance.whole(1, 3);
  return chance.one([
    { every: chance.whole(2, 3) },
    { at_least },
    { at_most: at_least },
    { at_least, at_most: at_least + 1, every: 2 },
  ]);
}

function randomStores(chance: Chance) {
  const any_of = chance.some(WORDS.store, 0, 1);
  return { any_of, groups: chance.some(WORDS.group, any_of.length === 0 ? 1 : 0, 2) };
}

function randomSubscription(chance: Chance) {
  const days = chance.whole(0, 2);
  const parts = [
    { states: chance.some(WORDS.subscriptionState, 1, 1) },
    { plans: chance.some(WORDS.plan, 1, 2) },
    { next_plans: chance.some(WORDS.plan, 1, 2) },
    chance.once(2) ? { days_left_at_least: days } : { days_left_at_most: days },
    { days_left_at_least: days, days_left_at_most: days + 1 },
  ];
  return Object.assign({}, ...chance.some<object>(parts, 1, 2)) as object;
}
