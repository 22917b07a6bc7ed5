/**
 * The ledger told once more, from its entries alone: states, settings and counters. It shares no code with the decisions, so that a
 * mistake in them shows as a difference, and it refuses what no ledger may do: a gap, time that runs back, a second end of one reservation,
 * a counter below zero, a grant where nothing is free (LDG-3, LDG-4, LDG-20).
 */
import type { Budget, UsageLimit } from "../model/limit.ts";
import { LIMITS } from "../model/limits.ts";
import type { ReservationState } from "../model/reservation.ts";
import type { Entry, EntryBody, ReservationFacts } from "./entry.ts";

interface FoldedReservation {
  facts: ReservationFacts;
  customerKeys: string[];
  state: ReservationState;
  expiresAtMs: number;
  /** Null while held; an expired hold's last instant. */
  resolvedAtMs: number | null;
  replaced: boolean;
}

interface FoldedCounter {
  held: number;
  committed: number;
  /** Everything that was ever held, and what became of what did not stay held. */
  ever: number;
  released: number;
  expired: number;
  voided: number;
  committedLate: number;
}

export interface Folded {
  seq: number;
  atMs: number;
  reservations: Map<string, FoldedReservation>;
  /** By `total|promotion`, `budget|promotion|currency`, `code|promotion|code`, `customer|promotion|key`, `first|key`, `orders|key`. */
  counters: Map<string, FoldedCounter>;
  limits: Map<string, { revision: number; limits: UsageLimit[]; budget: Budget | null }>;
  stopped: Set<string>;
  revokedKeys: Set<string>;
  /** Order id → handle. */
  orders: Map<string, string>;
}

/** Folds entries from the first one on. Throws when they break a law. */
export function foldEntries(entries: readonly Entry[]): Folded {
  const folded: Folded = {
    seq: 0,
    atMs: 0,
    reservations: new Map(),
    counters: new Map(),
    limits: new Map(),
    stopped: new Set(),
    revokedKeys: new Set(),
    orders: new Map(),
  };
  for (const entry of entries) {
    must(entry.seq === folded.seq + 1, entry, "leaves a gap");
    must(entry.at_ms >= folded.atMs, entry, "turns time back");
    folded.seq = entry.seq;
    folded.atMs = entry.at_ms;
    foldBody(folded, entry, entry.body);
  }
  return folded;
}

function foldBody(folded: Folded, entry: Entry, body: EntryBody): void {
  switch (body.kind) {
    case "held": {
      foldHeld(folded, entry, body);
      return;
    }
    case "extended": {
      const held = inState(folded, entry, body.handle, ["held"]);
      must(body.expires_at_ms > held.expiresAtMs, entry, "shortens a hold");
      held.expiresAtMs = body.expires_at_ms;
      return;
    }
    case "committed": {
      foldCommit(folded, entry, body);
      return;
    }
    case "released":
    case "expired":
    case "voided": {
      const ended = inState(folded, entry, body.reservation.handle, ["held"]);
      must(body.kind !== "expired" || entry.at_ms >= ended.expiresAtMs, entry, "expires early");
      ended.state = body.kind;
      ended.resolvedAtMs = body.kind === "expired" ? ended.expiresAtMs : entry.at_ms;
      const { kind } = body;
      count(folded, entry, ended, (counter, amount) => {
        counter.held -= amount;
        counter[kind] += amount;
      });
      return;
    }
    case "limits_set": {
      const { promotion, revision, limits, budget } = body;
      must(revision > (folded.limits.get(promotion)?.revision ?? 0), entry, "stores an older revision");
      folded.limits.set(promotion, { revision, limits, budget });
      return;
    }
    case "stopped": {
      for (const promotion of body.promotions) folded.stopped.add(promotion);
      return;
    }
    case "resumed": {
      for (const promotion of body.promotions) folded.stopped.delete(promotion);
      return;
    }
    case "key_revoked": {
      must(!folded.revokedKeys.has(body.key_id), entry, "revokes twice");
      folded.revokedKeys.add(body.key_id);
    }
  }
}

function foldHeld(folded: Folded, entry: Entry, body: Extract<EntryBody, { kind: "held" }>): void {
  const { reservation } = body;
  const forgotten = folded.reservations.get(reservation.handle)?.resolvedAtMs;
  const free =
    forgotten === undefined || (forgotten !== null && entry.at_ms >= forgotten + LIMITS.rememberMs);
  must(free, entry, "uses a remembered id");
  for (const { promotion } of reservation.effects) {
    must(!folded.stopped.has(promotion), entry, `holds the stopped ${promotion}`);
  }
  if (body.replaces !== null) markReplaced(folded, entry, body.replaces);
  const held: FoldedReservation = {
    facts: reservation,
    customerKeys: body.customer_keys,
    state: "held",
    expiresAtMs: body.expires_at_ms,
    resolvedAtMs: null,
    replaced: false,
  };
  folded.reservations.set(reservation.handle, held);
  count(folded, entry, held, (counter, amount) => {
    counter.held += amount;
    counter.ever += amount;
  });
  mustFit(folded, entry, held);
}

function foldCommit(folded: Folded, entry: Entry, body: Extract<EntryBody, { kind: "committed" }>): void {
  const { handle } = body.reservation;
  const reservation = inState(folded, entry, handle, [body.late ? "expired" : "held"]);
  must(!reservation.replaced, entry, "commits what was replaced");
  must(!folded.orders.has(body.order.external_id), entry, "commits an order twice");
  must(body.late || body.over_grants.length === 0, entry, "over-grants a hold");
  must(body.late || entry.at_ms < reservation.expiresAtMs, entry, "commits an ended hold in time");
  const overGranted = body.over_grants.length > 0;
  must(!overGranted || body.order.paid_at !== undefined, entry, "over-grants an unpaid order");
  folded.orders.set(body.order.external_id, handle);
  reservation.state = "committed";
  reservation.resolvedAtMs = entry.at_ms;
  count(folded, entry, reservation, (counter, amount) => {
    counter.committed += amount;
    if (body.late) counter.committedLate += amount;
    else counter.held -= amount;
  });
  if (body.late && !overGranted) mustFit(folded, entry, reservation);
  for (const key of reservation.customerKeys) counterAt(folded, `orders|${key}`).committed += 1;
}

function markReplaced(folded: Folded, entry: Entry, handle: string): void {
  const old = folded.reservations.get(handle);
  must(old !== undefined, entry, "replaces what is unknown");
  must(old?.state !== "held" && old?.state !== "committed", entry, "replaces what still stands");
  if (old) old.replaced = true;
}

function inState(
  folded: Folded,
  entry: Entry,
  handle: string,
  states: readonly ReservationState[],
): FoldedReservation {
  const reservation = folded.reservations.get(handle);
  if (!reservation || !states.includes(reservation.state)) {
    throw new Error(`entry ${entry.seq} (${entry.body.kind}) meets ${handle} ${reservation?.state}`);
  }
  return reservation;
}

function count(
  folded: Folded,
  entry: Entry,
  reservation: FoldedReservation,
  change: (counter: FoldedCounter, amount: number) => void,
): void {
  const { effects, currency, renews } = reservation.facts;
  const taken: [string, number][] = [];
  for (const { promotion, amount, code } of effects) {
    taken.push([`total|${promotion}`, 1], [`budget|${promotion}|${currency}`, amount]);
    if (code !== null) taken.push([`code|${promotion}|${code}`, 1]);
    if (renews !== null) continue;
    for (const key of reservation.customerKeys) taken.push([`customer|${promotion}|${key}`, 1]);
  }
  if (effects.some((effect) => effect.first_order)) {
    for (const key of reservation.customerKeys) taken.push([`first|${key}`, 1]);
  }
  for (const [name, amount] of taken) {
    const counter = counterAt(folded, name);
    change(counter, amount);
    must(counter.held >= 0 && counter.committed >= 0, entry, `turns ${name} negative`);
    const gone = counter.released + counter.expired + counter.voided - counter.committedLate;
    must(counter.ever === counter.held + counter.committed + gone, entry, `loses uses of ${name}`);
  }
}

/** After a grant that names no over-grant everything it took is within its limits. */
function mustFit(folded: Folded, entry: Entry, { facts, customerKeys }: FoldedReservation): void {
  const used = (name: string) => {
    const counter = folded.counters.get(name);
    return counter ? counter.held + counter.committed : 0;
  };
  for (const { promotion, code, first_order, amount } of facts.effects) {
    const settings = folded.limits.get(promotion);
    for (const { id, per, uses_max } of settings?.limits ?? []) {
      const names: string[] = [];
      if (per === "total") names.push(`total|${promotion}`);
      if (per === "code" && code !== null) names.push(`code|${promotion}|${code}`);
      if (per === "customer" && facts.renews === null) {
        names.push(...customerKeys.map((key) => `customer|${promotion}|${key}`));
      }
      for (const name of names) must(used(name) <= uses_max, entry, `exceeds ${id} of ${promotion}`);
    }
    const budget = settings?.budget?.amounts[facts.currency];
    if (settings?.budget && budget !== undefined && amount > 0) {
      const spent = used(`budget|${promotion}|${facts.currency}`);
      const allowed = settings.budget.when_short === "close" ? spent - amount < budget : spent <= budget;
      must(allowed, entry, `exceeds the budget of ${promotion}`);
    }
    if (!first_order) continue;
    for (const key of customerKeys) {
      const others = folded.counters.get(`orders|${key}`)?.committed ?? 0;
      const first = folded.counters.get(`first|${key}`);
      const places = (first?.held ?? 0) + (entry.body.kind === "committed" ? 1 : 0) + others;
      must(places <= 1, entry, `gives the first order of ${key} again`);
    }
  }
}

function counterAt(folded: Folded, name: string): FoldedCounter {
  let counter = folded.counters.get(name);
  if (!counter) {
    counter = { held: 0, committed: 0, ever: 0, released: 0, expired: 0, voided: 0, committedLate: 0 };
    folded.counters.set(name, counter);
  }
  return counter;
}

function must(holds: boolean, entry: Entry, what: string): void {
  if (!holds) throw new Error(`entry ${entry.seq} (${entry.body.kind}) ${what}`);
}
