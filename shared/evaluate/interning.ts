/**
 * Texts of the cart as the numbers of a plan's table. A text that no rule mentions is -1, or left out where only membership is asked; a
 * fact that is known to be none is KNOWN_NONE.
 */
import type { AttributeValue } from "../model/attribute.ts";
import type { CustomerProfile } from "../model/customer-profile.ts";
import {
  ATTRIBUTE_BOOLEAN,
  ATTRIBUTE_NUMBER,
  ATTRIBUTE_TEXT,
  type AttributeView,
  KNOWN_NONE,
  type SubscriptionView,
} from "../rules/cart-view.ts";
import type { StringTable } from "../snapshot/string-table.ts";

/** A fact of which null says that nobody knows. */
export function findUnlessUnknown(texts: StringTable, text: string | null): number | null {
  return text === null ? null : texts.find(text);
}

/** A fact that is absent where nobody knows, and null where there is none. */
export function findFact(texts: StringTable, text: string | null | undefined): number | null {
  return text === undefined ? null : findOrNone(texts, text);
}

/** A fact of which nothing said says that there is none. */
export function findOrNone(texts: StringTable, text: string | null | undefined): number {
  return text === null || text === undefined ? KNOWN_NONE : texts.find(text);
}

const NONE: readonly number[] = [];

/** Numbers of the texts that some rule mentions. */
export function findMentioned(texts: StringTable, list: readonly string[]): readonly number[] {
  if (list.length === 0) return NONE;
  const numbers = list.map((text) => texts.find(text));
  return numbers.includes(-1) ? numbers.filter((number) => number >= 0) : numbers;
}

/** Numbers of all beginnings of a text, itself among them, that some rule mentions. */
export function findBeginnings(texts: StringTable, text: string): readonly number[] {
  return findMentioned(
    texts,
    Array.from(text, (_, index) => text.slice(0, index + 1)),
  );
}

/** The attributes of which some rule mentions the name. */
export function attributeViews(texts: StringTable, record: Record<string, AttributeValue>): AttributeView[] {
  const views: AttributeView[] = [];
  for (const [attribute, value] of Object.entries(record)) {
    const name = texts.find(attribute);
    if (name < 0) continue;
    if (typeof value === "string") views.push({ name, type: ATTRIBUTE_TEXT, value: texts.find(value) });
    else if (typeof value === "number") views.push({ name, type: ATTRIBUTE_NUMBER, value });
    else views.push({ name, type: ATTRIBUTE_BOOLEAN, value: value ? 1 : 0 });
  }
  return views;
}

export function subscriptionView(
  texts: StringTable,
  subscription: CustomerProfile["subscription"],
): SubscriptionView | null | undefined {
  if (subscription === undefined || subscription === null) return subscription;
  return {
    state: texts.find(subscription.state),
    plan: findOrNone(texts, subscription.plan),
    nextPlan: findOrNone(texts, subscription.next_plan),
    endsMs: subscription.ends_ms,
  };
}
