/**
 * What is counted. A counter belongs to the owner of the limit (the promotion, or the company for first orders), never to what the
 * shopper typed. Every effect is counted whether a limit is set or not, so that a limit set or lowered later judges all uses (LDG-14).
 */
import { compareText } from "../model/identifier.ts";
import type { Effect, ReservationFacts } from "./entry.ts";

/** `member` is empty for `total`, a currency for `budget`, a code for `code`, a customer key for the rest. */
export type Counted = "total" | "budget" | "code" | "customer" | "first_order" | "orders";

export interface CounterKey {
  /** Promotion; "" for the company's own counters of first orders and orders. */
  owner: string;
  counted: Counted;
  member: string;
}

/** Uses, or minor units for `budget`. */
export interface Counter extends CounterKey {
  held: number;
  committed: number;
}

/** A change of a counter. */
export type CounterChange = Counter;

/** What one reservation takes from one counter. */
export interface Use extends CounterKey {
  amount: number;
}

/** One text for each counter: owners are slugs, so the separator cannot occur before the member. */
export function counterId(key: CounterKey): string {
  return `${key.counted}\n${key.owner}\n${key.member}`;
}

/** The part of a reservation that counts. */
export interface Spending extends Pick<ReservationFacts, "currency" | "customer" | "renews"> {
  effects: Pick<Effect, "promotion" | "code" | "amount" | "first_order">[];
}

/** Every key that a reservation counts for, without repeats, sorted. */
export function countedKeys(customer: string | null, keys: readonly string[]): string[] {
  const all = customer === null ? keys : [...keys, customer];
  return [...new Set(all)].sort(compareText);
}

/** What a reservation takes, one use a counter. A renewal does not count against "once per customer" (LDG-17). */
export function usesOf(spending: Spending, customerKeys: readonly string[]): Use[] {
  const uses = new Map<string, Use>();
  const take = (owner: string, counted: Counted, member: string, amount: number) => {
    const key = { owner, counted, member };
    const use = uses.get(counterId(key));
    if (use) use.amount += amount;
    else uses.set(counterId(key), { ...key, amount });
  };
  for (const { promotion, code, amount } of spending.effects) {
    take(promotion, "total", "", 1);
    if (amount > 0) take(promotion, "budget", spending.currency, amount);
    if (code !== null) take(promotion, "code", code, 1);
    if (spending.renews === null) for (const key of customerKeys) take(promotion, "customer", key, 1);
  }
  if (spending.effects.some((effect) => effect.first_order)) {
    for (const key of customerKeys) take("", "first_order", key, 1);
  }
  return [...uses.values()];
}

/** Counters after a hold: +1; after its end: -1. */
export function heldChanges(uses: readonly Use[], sign: 1 | -1): CounterChange[] {
  return uses.map(({ owner, counted, member, amount }) => ({
    owner,
    counted,
    member,
    held: sign * amount,
    committed: 0,
  }));
}

/** Counters after a commit: what was held moves over, what an ended hold gave back is taken anew; each key has one order more. */
export function committedChanges(
  uses: readonly Use[],
  customerKeys: readonly string[],
  wasHeld: boolean,
): CounterChange[] {
  const moved = uses.map(({ owner, counted, member, amount }) => ({
    owner,
    counted,
    member,
    held: wasHeld ? -amount : 0,
    committed: amount,
  }));
  const orders = customerKeys.map((member) => ({
    owner: "",
    counted: "orders" as const,
    member,
    held: 0,
    committed: 1,
  }));
  return [...moved, ...orders];
}
