/**
 * Random sequences of calls on the real object, compared with what its entries say: every answer's code, every shortage, and at the end
 * every stored row. Sometimes the object is evicted between two calls. A failing sequence prints its seed and its shrunken calls.
 */
import { evictDurableObject, runDurableObjectAlarm } from "cloudflare:test";
import fc from "fast-check";
import { afterEach, expect, it, vi } from "vitest";
import {
  expectedCode,
  expectedShortages,
  foldedName,
  forgettable,
  knownOf,
  tally,
} from "../../shared/ledger/expected-answers.ts";
import { foldEntries } from "../../shared/ledger/fold.ts";
import { type Call, callOf, NUMBERS_PER_CALL } from "../../shared/ledger/random-history.ts";
import type { Shortage } from "../../shared/ledger/rpc.ts";
import { entriesOf, freshLedger, type LedgerStub, rowsOf, startMs } from "./testing.ts";

const numbers = fc.array(fc.nat(2 ** 20), { minLength: NUMBERS_PER_CALL, maxLength: NUMBERS_PER_CALL });
const sequences = fc.array(numbers.map(callOf), { minLength: 10, maxLength: 40, size: "max" });

afterEach(() => {
  vi.useRealTimers();
});

type Made = Exclude<Call, { call: "pass" | "tidy" }>;

function make(ledger: LedgerStub, call: Made): Promise<{ code: string; shortages?: Shortage[] }> {
  switch (call.call) {
    case "reserve":
      return ledger.reserve(call.command);
    case "commit":
      return ledger.commit(call.handle, call.order, call.keyId);
    case "release":
      return ledger.release(call.handle, call.keyId);
    case "extend":
      return ledger.extend(call.handle, call.ttlMs, call.keyId);
    case "limits":
      return ledger.setLimits(call.definition);
    case "stop":
      return ledger.stop(call.promotions, call.voidHolds);
    case "resume":
      return ledger.resume(call.promotions);
    case "revoke":
      return ledger.revokeKey(call.keyId);
  }
}

async function runSequence(calls: readonly Call[]): Promise<Set<string>> {
  let clockMs = startMs;
  let tidiedMs = 0;
  const seen = new Set<string>();
  const ledger = freshLedger();
  const forgotten = new Set<string>();
  const hashes = new Map<string, string>();
  const known = async () =>
    knownOf(await entriesOf(ledger), Math.max(clockMs, tidiedMs), { forgotten, hashes });
  vi.setSystemTime(clockMs);
  for (const [at, call] of calls.entries()) {
    if (call.call === "pass") {
      clockMs += call.ms;
      vi.setSystemTime(clockMs);
      continue;
    }
    if (call.call === "tidy") {
      await tidy(ledger);
      for (const handle of forgettable(await known())) forgotten.add(handle);
      const [mark] = await rowsOf(ledger, "SELECT value FROM mark WHERE name = 'tidied_ms'");
      tidiedMs = Number(mark?.value ?? 0);
      continue;
    }
    const before = await known();
    const answer = await make(ledger, call);
    if (at % 7 === 0) await evictDurableObject(ledger);
    seen.add(`${call.call} ${answer.code}`);
    const expected = expectedCode(before, call);
    if (expected !== null) expect([at, answer.code]).toEqual([at, expected]);
    if (call.call === "reserve" && answer.code === "short") {
      const named = (answer.shortages ?? []).map((each) => `${each.promotion} ${each.limit} ${each.granted}`);
      expect(named.sort()).toEqual(expectedShortages(before.folded, call.command));
    }
    if (call.call === "reserve" && (answer.code === "held" || answer.code === "committed")) {
      const { reservation, request_hash } = call.command;
      forgotten.delete(reservation.handle);
      hashes.set(reservation.handle, request_hash);
    }
  }
  await expectEqualToFold(ledger, forgotten);
  return seen;
}

/** Rings the alarm until nothing is due, the mirror having confirmed everything. */
async function tidy(ledger: LedgerStub): Promise<void> {
  const { high } = await ledger.entriesAfter(0, 1, 0);
  await ledger.entriesAfter(high, 1, high);
  await runDurableObjectAlarm(ledger);
}

async function expectEqualToFold(ledger: LedgerStub, forgotten: ReadonlySet<string>): Promise<void> {
  const folded = foldEntries(await entriesOf(ledger));
  const counters = (await rowsOf(ledger, "SELECT * FROM counter")).map((row) => {
    const counted = row.counted as Parameters<typeof foldedName>[0]["counted"];
    const name = foldedName({ counted, owner: String(row.owner), member: String(row.member) });
    return [name, { held: Number(row.held), committed: Number(row.committed) }] as const;
  });
  expect(tally(counters)).toEqual(tally(folded.counters));

  const states = await rowsOf(ledger, "SELECT handle, state, expires_at_ms FROM reservation ORDER BY handle");
  const remembered = [...folded.reservations].filter(([handle]) => !forgotten.has(handle));
  expect(states).toEqual(
    remembered
      .map(([handle, { state, expiresAtMs }]) => ({ handle, state, expires_at_ms: expiresAtMs }))
      .sort((a, b) => (a.handle < b.handle ? -1 : 1)),
  );

  const settings = await rowsOf(
    ledger,
    "SELECT promotion, revision, stopped FROM promotion ORDER BY promotion",
  );
  for (const { promotion, revision, stopped } of settings) {
    expect(revision).toBe(folded.limits.get(String(promotion))?.revision ?? 0);
    expect(stopped === 1).toBe(folded.stopped.has(String(promotion)));
  }
  const orders = await rowsOf(ledger, "SELECT external_id FROM committed_order ORDER BY external_id");
  expect(orders.map((row) => row.external_id)).toEqual([...folded.orders.keys()].sort());
}

it("[LDG-20, LDG-4, LDG-7, LDG-22] the stored rows and every answer are what the entries say", async () => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(sequences, async (calls) => {
      for (const one of await runSequence(calls)) seen.add(one);
    }),
    { numRuns: 60 },
  );
  for (const common of [
    "reserve held",
    "reserve committed",
    "reserve short",
    "commit committed",
    "stop stopped",
  ]) {
    expect(seen).toContain(common);
  }
}, 60_000);
