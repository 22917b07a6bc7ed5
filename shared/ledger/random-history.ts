/**
 * Random calls for any ledger, made from plain numbers so that a property test can shrink them. The world is small, so that calls meet:
 * few ids, promotions, customers, codes and orders. Only tests use it.
 */
import type { Budget, LimitDefinition, UsageLimit } from "../model/limit.ts";
import type { CommitOrder } from "../model/order.ts";
import type { Effect } from "./entry.ts";
import type { ReserveCommand } from "./rpc.ts";

export type Call =
  | { call: "reserve"; command: ReserveCommand }
  | { call: "commit"; handle: string; order: CommitOrder; keyId: string }
  | { call: "release"; handle: string; keyId: string }
  | { call: "extend"; handle: string; ttlMs: number; keyId: string }
  | { call: "limits"; definition: LimitDefinition }
  | { call: "stop"; promotions: string[]; voidHolds: boolean }
  | { call: "resume"; promotions: string[] }
  | { call: "revoke"; keyId: string }
  | { call: "pass"; ms: number }
  | { call: "tidy" };

/** How many numbers one call is made from. */
export const NUMBERS_PER_CALL = 10;

const minuteMs = 60_000;
const dayMs = 86_400_000;
const passes = [
  1,
  30_000,
  minuteMs - 1,
  minuteMs,
  15 * minuteMs,
  21 * minuteMs,
  21 * minuteMs,
  dayMs,
  7 * dayMs - 1,
  7 * dayMs,
  31 * dayMs,
  -dayMs,
];

/** One call from non-negative integers; equal numbers give equal calls. */
export function callOf(numbers: readonly number[]): Call {
  const n = (at: number) => numbers[at] ?? 0;
  const handle = `h-r${n(1) % 8}`;
  const keyId = n(9) % 40 === 39 ? "key-lost" : "key";
  const kind = n(0) % 20;
  if (kind < 8) return { call: "reserve", command: commandOf(n, keyId) };
  if (kind < 11) return { call: "commit", handle, order: orderOf(n(2), n(3)), keyId };
  if (kind < 13) return { call: "release", handle, keyId };
  if (kind === 13) return { call: "extend", handle, ttlMs: (1 + (n(2) % 30)) * minuteMs, keyId };
  if (kind < 16) return { call: "limits", definition: definitionOf(n) };
  if (kind < 18) return { call: "pass", ms: passes[n(1) % passes.length] ?? 1 };
  if (kind === 18)
    return n(1) % 2 === 0 ? { call: "tidy" } : { call: "resume", promotions: promotionsOf(n(2)) };
  if (n(1) % 8 === 7) return { call: "revoke", keyId: "key-lost" };
  return { call: "stop", promotions: promotionsOf(n(2)).slice(0, 1), voidHolds: n(3) % 2 === 0 };
}

function promotionsOf(bits: number): string[] {
  const named = ["p0", "p1", "p2"].filter((_, at) => ((bits >> at) & 1) === 1);
  return named.length > 0 ? named : ["p0"];
}

function orderOf(which: number, paid: number): CommitOrder {
  const order: CommitOrder = { external_id: `o${which % 6}`, placed_at: "2026-03-01T00:00:00.000Z" };
  return paid % 2 === 0 ? order : { ...order, paid_at: "2026-03-01T00:01:00.000Z" };
}

function commandOf(n: (at: number) => number, keyId: string): ReserveCommand {
  const id = `r${n(1) % 8}`;
  const effects: Effect[] = promotionsOf(n(2)).map((promotion) => ({
    promotion,
    version: 1,
    campaign: null,
    code: n(3) % 3 === 0 ? null : `K${n(3) % 3}`,
    amount: 1 + (n(4) % 9),
    first_order: n(5) % 6 === 5,
  }));
  const customer = n(6) % 5 === 4 ? null : `c${n(6) % 5}`;
  const device = n(6) % 2 === 0 ? ["device"] : [];
  return {
    request_hash: JSON.stringify(Array.from({ length: NUMBERS_PER_CALL }, (_, at) => n(at))),
    key_id: keyId,
    reservation: {
      handle: `h-${id}`,
      id,
      currency: n(4) % 5 === 0 ? "USD" : "EUR",
      store: "main",
      channel: "web",
      customer,
      to_pay: 100,
      before: 100,
      decision_hash: `decision-${id}`,
      effects,
      renews: n(5) % 9 === 8 ? "o0" : null,
    },
    customer_keys: customer === null ? device : [customer, ...device],
    ttl_ms: (1 + (n(7) % 20)) * minuteMs,
    expect_to_pay: n(7) % 11 === 10 ? 90 : null,
    accept_partial: false,
    cut: n(7) % 13 === 12,
    replaces: n(8) % 3 === 2 ? `h-r${(n(8) >> 2) % 8}` : null,
    order: n(9) % 4 === 3 ? orderOf(n(9) >> 2, n(8)) : null,
    document: new Uint8Array(),
  };
}

function definitionOf(n: (at: number) => number): LimitDefinition {
  const limits: UsageLimit[] = [];
  if (n(3) % 2 === 1) limits.push({ id: "in-all", per: "total", uses_max: n(4) % 3 });
  if (n(5) % 2 === 1) limits.push({ id: "each", per: "customer", uses_max: 1 });
  if (n(7) % 3 === 2) limits.push({ id: "a-code", per: "code", uses_max: 1 + (n(6) % 3) });
  const whenShort = (["cut", "refuse", "close"] as const)[n(8) % 3] ?? "cut";
  const budget: Budget | null =
    n(8) % 2 === 1 ? { amounts: { EUR: 1 + (n(9) % 20) }, when_short: whenShort } : null;
  return { promotion: `p${n(1) % 3}`, revision: 1 + (n(2) % 12), limits, budget };
}
