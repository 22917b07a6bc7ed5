/** What the tests of the ledger object share: objects of their own, commands with every field, the order of a commit. */
import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import type { Effect, Entry } from "../../shared/ledger/entry.ts";
import type { LedgerRpc, ReservationView, ReserveAnswer, ReserveCommand } from "../../shared/ledger/rpc.ts";
import type { LimitDefinition } from "../../shared/model/limit.ts";
import type { CommitOrder } from "../../shared/model/order.ts";
import type { Env } from "../env.ts";
import type { LedgerObject } from "./ledger-object.ts";

/** Stub of a ledger object by name. */
export type LedgerStub = DurableObjectStub & LedgerRpc;

let made = 0;

/** A ledger object that no other test knows. */
export function freshLedger(): LedgerStub {
  made += 1;
  return ledgerNamed(`ledger/acme/test/${made}`);
}

function ledgerNamed(name: string): LedgerStub {
  // The platform's types know the bindings' kinds only.
  const { LEDGER } = env as unknown as Env;
  return LEDGER.get(LEDGER.idFromName(name)) as unknown as LedgerStub;
}

/** Later than any machine's clock: alarms ring when a test rings them. */
export const startMs = Date.UTC(2090, 2, 1);
export const minuteMs = 60_000;
export const dayMs = 86_400_000;

/** An effect of the promotion `spring` that takes 5.00. */
export function effect(given: Partial<Effect> = {}): Effect {
  return {
    promotion: "spring",
    version: 1,
    campaign: "c1",
    code: null,
    amount: 500,
    first_order: false,
    ...given,
  };
}

export interface CommandGiven extends Partial<Omit<ReserveCommand, "reservation">> {
  effects?: Effect[];
  customer?: string | null;
  currency?: string;
  toPay?: number;
  renews?: string | null;
}

/** A command under this id for a customer of its own, with one effect. */
export function command(id: string, given: CommandGiven = {}): ReserveCommand {
  const { effects, customer, currency, toPay, renews, ...rest } = given;
  const named = customer === undefined ? `customer-of-${id}` : customer;
  return {
    request_hash: `hash-of-${id}`,
    key_id: "key-1",
    reservation: {
      handle: `h-${id}`,
      id,
      currency: currency ?? "EUR",
      store: "main",
      channel: "web",
      customer: named,
      to_pay: toPay ?? 4500,
      before: 5000,
      decision_hash: `decision-of-${id}`,
      effects: effects ?? [effect()],
      renews: renews ?? null,
    },
    customer_keys: named === null ? [] : [named],
    ttl_ms: 900_000,
    expect_to_pay: null,
    accept_partial: false,
    cut: false,
    replaces: null,
    order: null,
    document: new TextEncoder().encode(`document of ${id}`),
    ...rest,
  };
}

export function orderOf(externalId: string, given: Partial<CommitOrder> = {}): CommitOrder {
  return { external_id: externalId, placed_at: "2026-03-01T00:00:00.000Z", ...given };
}

/** A definition of one promotion's limits; by default of `spring`, without any. */
export function definition(given: Partial<LimitDefinition> = {}): LimitDefinition {
  return { promotion: "spring", revision: 1, limits: [], budget: null, ...given };
}

export function totalLimit(usesMax: number): LimitDefinition["limits"] {
  return [{ id: "uses", per: "total", uses_max: usesMax }];
}

/** Holds a reservation. */
export function hold(ledger: LedgerStub, id: string, given: CommandGiven = {}): Promise<ReservationView> {
  return reservationOf(ledger.reserve(command(id, given)), "held");
}

/** The reservation that a call answered, if it answered this code. */
export async function reservationOf(
  answering: Promise<{ code: string; reservation?: ReservationView }>,
  code: string,
): Promise<ReservationView> {
  const answer = await answering;
  if (answer.code !== code || !answer.reservation) throw new Error(`${answer.code} instead of ${code}`);
  return answer.reservation;
}

/** Every entry of an object. */
export async function entriesOf(ledger: LedgerRpc): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (;;) {
    const page = await ledger.entriesAfter(entries.length, 500, 0);
    entries.push(...page.entries);
    if (entries.length >= page.high) return entries;
  }
}

export async function kindsOf(ledger: LedgerRpc): Promise<string[]> {
  return (await entriesOf(ledger)).map(({ body }) => body.kind);
}

/** Calls the object itself instead of its stub, so that its failures stay its own. */
export function inside<T>(
  ledger: LedgerStub,
  use: (object: LedgerObject, state: DurableObjectState) => Promise<T>,
): Promise<T> {
  return runInDurableObject(ledger as unknown as DurableObjectStub<LedgerObject>, use);
}

/** Runs statements on an object's own storage. */
export function rowsOf(ledger: LedgerStub, query: string): Promise<Record<string, SqlStorageValue>[]> {
  return runInDurableObject(ledger, (_, state) => state.storage.sql.exec(query).toArray());
}

/** How often each code was answered. */
export function codeCounts(answers: readonly Pick<ReserveAnswer, "code">[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { code } of answers) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}
