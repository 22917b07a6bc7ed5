/** A random customer: every fact unknown, known to be none, or one of few values. Instants lie whole days from now, give or take a millisecond. */
import type { CustomerFacts } from "../../shared/model/cart-facts.ts";
import { type Chance, defined } from "./chance.ts";
import { sorted, WORDS } from "./words.ts";

export const DAY_MS = 86_400_000;

export function randomCustomer(chance: Chance, atMs: number, currency: string): CustomerFacts {
  const isKnown = !chance.once(3);
  const isGuest = chance.once(3);
  return {
    ...(isGuest ? {} : randomProfile(chance, atMs, currency)),
    key: isKnown ? "customer-key" : null,
    signed_in: isKnown && !isGuest,
    segments: isGuest ? [] : sorted(chance.some(WORDS.segment, 0, 2)),
    attributes: randomAttributes(chance),
    order_count: isGuest ? null : chance.one([0, 0, 1, 2, 7]),
  };
}

function randomProfile(chance: Chance, atMs: number, currency: string) {
  const maybe = <T>(make: () => T): T | undefined => (chance.once(4) ? undefined : make());
  return defined({
    group: maybe(() => orNone(chance, WORDS.customerGroup)),
    tier: maybe(() => orNone(chance, WORDS.tier)),
    lifecycle: maybe(() => orNone(chance, WORDS.lifecycle)),
    points: maybe(() => chance.one([0, 1, 2, 3, 100])),
    lifetime_spend: maybe(
      (): Record<string, number> =>
        chance.once(4) ? { CHF: 5 } : { [currency]: chance.one([0, 1, 99, 100, 101]) },
    ),
    last_order_ms: maybe(() =>
      chance.once(4) ? null : atMs - chance.whole(-1, 3) * DAY_MS + chance.whole(-1, 1),
    ),
    birthday: maybe(() => birthdayNear(chance, atMs)),
    subscription: maybe(() =>
      chance.once(5)
        ? null
        : {
            state: chance.one(WORDS.subscriptionState),
            plan: orNone(chance, WORDS.plan),
            next_plan: orNone(chance, WORDS.plan),
            ends_ms: chance.once(5) ? null : atMs + chance.whole(-1, 3) * DAY_MS + chance.whole(-1, 1),
          },
    ),
    behaviour: maybe(() => randomAttributes(chance)),
  });
}

function orNone<T>(chance: Chance, values: readonly T[]): T | null {
  return chance.once(5) ? null : chance.one(values);
}

function birthdayNear(chance: Chance, atMs: number): string {
  if (chance.once(6)) return chance.one(["02-28", "02-29", "03-01", "12-31", "01-01", "07-15"]);
  return new Date(atMs + chance.whole(-3, 3) * DAY_MS).toISOString().slice(5, 10);
}

export function randomAttributes(chance: Chance): Record<string, string | number | boolean> {
  return Object.fromEntries(
    chance.some(WORDS.attributeName, 0, 2).map((name) => [name, chance.one(WORDS.attributeValue)]),
  );
}
