/**
 * What a ledger has to answer, told once more from its entries alone: the precedence of codes (LDG-7, LDG-22, LDG-29, LDG-30) and the
 * shortages. It shares no code with the decisions. Only tests use it.
 */
import { LIMITS } from "../model/limits.ts";
import type { CommitOrder } from "../model/order.ts";
import type { CounterKey } from "./counter.ts";
import type { Entry } from "./entry.ts";
import { type Folded, foldEntries } from "./fold.ts";
import type { Call } from "./random-history.ts";
import type { ReserveCommand } from "./rpc.ts";

type Asked = Pick<ReserveCommand, "reservation" | "customer_keys" | "replaces">;

/** A ledger at one instant, before a call. */
export interface Known {
  /** With every hold that has ended by now recorded as expired. */
  entries: readonly Entry[];
  folded: Folded;
  nowMs: number;
  /** Handles that were tidied away. */
  forgotten: ReadonlySet<string>;
  /** Request hashes by handle. */
  hashes: ReadonlyMap<string, string>;
}

/** Settles what has ended by now, as if every call did (LDG-28). */
export function knownOf(
  stored: readonly Entry[],
  clockMs: number,
  kept: Pick<Known, "forgotten" | "hashes">,
): Known {
  const before = foldEntries(stored);
  const nowMs = Math.max(clockMs, before.atMs);
  const entries = [...stored];
  for (const { state, expiresAtMs, facts } of before.reservations.values()) {
    if (state !== "held" || expiresAtMs > nowMs) continue;
    entries.push({ seq: entries.length + 1, at_ms: nowMs, body: { kind: "expired", reservation: facts } });
  }
  return { ...kept, entries, folded: foldEntries(entries), nowMs };
}

/** The code that a call has to answer; null for calls that have none. */
export function expectedCode(known: Known, call: Call): string | null {
  switch (call.call) {
    case "reserve":
      return expectedReserve(known, call.command);
    case "commit":
      return expectedCommit(known, call.handle, call.order, call.keyId);
    case "release":
    case "extend": {
      if (known.folded.revokedKeys.has(call.keyId)) return "key_revoked";
      const state = remembered(known, call.handle)?.state;
      if (state === undefined) return "not_found";
      if (state === "held") return call.call === "release" ? "released" : "extended";
      if (state === "released") return call.call === "release" ? "released" : "already_released";
      return { committed: "already_committed", expired: "hold_expired", voided: "stopped" }[state];
    }
    case "limits": {
      const { promotion, revision, limits, budget } = call.definition;
      const stored = known.folded.limits.get(promotion);
      if (revision > (stored?.revision ?? 0)) return "stored";
      return JSON.stringify(stored) === JSON.stringify({ revision, limits, budget }) ? "stored" : "older";
    }
    default:
      return null;
  }
}

function expectedReserve(known: Known, command: ReserveCommand): string {
  const { folded } = known;
  const { reservation, order, replaces } = command;
  if (folded.revokedKeys.has(command.key_id)) return "key_revoked";
  if (remembered(known, reservation.handle)) {
    return known.hashes.get(reservation.handle) === command.request_hash ? "known" : "id_conflict";
  }
  if (order !== null && folded.orders.has(order.external_id)) return "order_exists";
  if (replaces !== null) {
    const old = remembered(known, replaces);
    if (!old) return "replaces_unknown";
    if (old.state === "committed") return "replaces_committed";
  }
  const stopped = reservation.effects.some(({ promotion }) => folded.stopped.has(promotion));
  if (stopped || expectedShortages(folded, command).length > 0) return "short";
  const perCustomer = reservation.effects.some(
    ({ promotion, first_order }) =>
      first_order ||
      (reservation.renews === null &&
        folded.limits.get(promotion)?.limits.some(({ per }) => per === "customer")),
  );
  if (perCustomer && reservation.customer === null) return "customer_required";
  const agreed =
    command.expect_to_pay === null
      ? !command.cut || command.accept_partial
      : command.expect_to_pay === reservation.to_pay;
  if (!agreed) return "quote_changed";
  return order === null ? "held" : "committed";
}

function expectedCommit(known: Known, handle: string, order: CommitOrder, keyId: string): string {
  const { folded, entries } = known;
  if (folded.revokedKeys.has(keyId)) return "key_revoked";
  const reservation = remembered(known, handle);
  if (!reservation) return "not_found";
  const { state, facts, customerKeys } = reservation;
  if (state === "committed") {
    const committed = entries.findLast(
      ({ body }) => body.kind === "committed" && body.reservation.handle === handle,
    )?.body;
    const same = committed?.kind === "committed" && JSON.stringify(committed.order) === JSON.stringify(order);
    return same ? "committed" : "id_conflict";
  }
  if (state === "released" || (state === "expired" && reservation.replaced)) return "already_released";
  if (state === "voided" || fenced(known, handle)) return "stopped";
  if (folded.orders.has(order.external_id)) return "order_exists";
  if (state === "held") return "committed";
  if (known.nowMs >= reservation.expiresAtMs + LIMITS.lateCommitMs) return "hold_expired";
  const lacking = expectedShortages(folded, {
    reservation: facts,
    customer_keys: customerKeys,
    replaces: null,
  });
  return lacking.length === 0 || order.paid_at !== undefined ? "committed" : "hold_expired";
}

/** Whether a stop that voids holds came after this one was made (LDG-33). */
function fenced({ entries }: Known, handle: string): boolean {
  let fencedNow = false;
  let promotions: string[] = [];
  for (const { body } of entries) {
    if (body.kind === "held" && body.reservation.handle === handle) {
      promotions = body.reservation.effects.map((effect) => effect.promotion);
      fencedNow = false;
    }
    if (body.kind === "stopped" && body.void_holds) {
      fencedNow ||= body.promotions.some((promotion) => promotions.includes(promotion));
    }
  }
  return fencedNow;
}

function remembered({ folded, forgotten }: Known, handle: string) {
  return forgotten.has(handle) ? undefined : folded.reservations.get(handle);
}

/** Handles that a ledger may forget now (LDG-6). */
export function forgettable({ folded, nowMs }: Known): string[] {
  return [...folded.reservations].flatMap(([handle, { resolvedAtMs }]) =>
    resolvedAtMs !== null && nowMs >= resolvedAtMs + LIMITS.rememberMs ? [handle] : [],
  );
}

/** Name of a counter in the fold. */
export function foldedName({ owner, counted, member }: CounterKey): string {
  if (counted === "total") return `total|${owner}`;
  if (counted === "first_order") return `first|${member}`;
  if (counted === "orders") return `orders|${member}`;
  return `${counted}|${owner}|${member}`;
}

/** Held and committed by name, without those that are zero. */
export function tally(
  counters: Iterable<readonly [string, { held: number; committed: number }]>,
): Map<string, string> {
  const tallied = new Map<string, string>();
  for (const [name, { held, committed }] of counters) {
    if (held !== 0 || committed !== 0) tallied.set(name, `${held} held, ${committed} committed`);
  }
  return tallied;
}

/** The shortages that this order has, by the fold of everything up to now, as `promotion limit granted`, sorted. */
export function expectedShortages(folded: Folded, command: Asked): string[] {
  const { effects, currency, renews } = command.reservation;
  const old = command.replaces === null ? undefined : folded.reservations.get(command.replaces);
  const gone = old?.state === "held" ? old : undefined;
  const goneEffect = (promotion: string) =>
    gone?.facts.effects.find((effect) => effect.promotion === promotion);
  const used = (name: string) => {
    const counter = folded.counters.get(name);
    return counter ? counter.held + counter.committed : 0;
  };
  const short: string[] = [];
  for (const { promotion, code, amount, first_order } of effects) {
    const settings = folded.limits.get(promotion);
    const before = goneEffect(promotion);
    for (const { id, per, uses_max } of settings?.limits ?? []) {
      let most = 0;
      if (per === "total") most = used(`total|${promotion}`) - (before ? 1 : 0);
      if (per === "code" && code !== null) {
        most = used(`code|${promotion}|${code}`) - (before?.code === code ? 1 : 0);
      }
      if (per === "customer" && renews === null) {
        const counts = command.customer_keys.map((key) => {
          const back = before && gone?.facts.renews === null && gone.customerKeys.includes(key) ? 1 : 0;
          return used(`customer|${promotion}|${key}`) - back;
        });
        most = Math.max(-1, ...counts);
      }
      const applies = per === "total" || (per === "code" ? code !== null : renews === null);
      if (applies && most + 1 > uses_max) short.push(`${promotion} ${id} null`);
    }
    if (first_order) {
      const taken = command.customer_keys.some((key) => {
        const held = folded.counters.get(`first|${key}`)?.held ?? 0;
        const back =
          gone?.facts.effects.some((effect) => effect.first_order) && gone.customerKeys.includes(key);
        return held - (back ? 1 : 0) + used(`orders|${key}`) > 0;
      });
      if (taken) short.push(`${promotion} first_order null`);
    }
    const budget = settings?.budget;
    const whole = budget?.amounts[currency];
    if (!budget || whole === undefined) continue;
    const back = before && gone?.facts.currency === currency ? before.amount : 0;
    const left = Math.max(0, whole - (used(`budget|${promotion}|${currency}`) - back));
    if (amount <= left || (budget.when_short === "close" && left > 0)) continue;
    short.push(`${promotion} budget ${budget.when_short === "cut" && left > 0 ? left : null}`);
  }
  return short.sort();
}
