import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  expectedCode,
  expectedShortages,
  foldedName,
  forgettable,
  knownOf,
  tally,
} from "./expected-answers.ts";
import { foldEntries } from "./fold.ts";
import { MemoryLedger, PLANTED_FAULTS, type PlantedFault } from "./memory-ledger.ts";
import { type Call, callOf, NUMBERS_PER_CALL } from "./random-history.ts";
import type { Shortage } from "./rpc.ts";

const numbers = fc.array(fc.nat(2 ** 20), { minLength: NUMBERS_PER_CALL, maxLength: NUMBERS_PER_CALL });
const histories = fc.array(numbers.map(callOf), { minLength: 1, maxLength: 120, size: "max" });
const startMs = Date.UTC(2026, 2, 1);

/** Runs a history and throws at the first broken law. */
function runHistory(calls: readonly Call[], fault: PlantedFault | null): MemoryLedger {
  let clockMs = startMs;
  const ledger = new MemoryLedger(() => clockMs, fault);
  const forgotten = new Set<string>();
  const hashes = new Map<string, string>();
  const known = () => knownOf(ledger.entries, Math.max(clockMs, ledger.tidiedMs), { forgotten, hashes });
  for (const call of calls) {
    if (call.call === "pass") {
      clockMs += call.ms;
      continue;
    }
    if (call.call === "tidy") {
      ledger.tidy();
      for (const handle of forgettable(known())) forgotten.add(handle);
      continue;
    }
    const before = known();
    const answer = runCall(ledger, call);
    expect(answer?.code ?? null).toBe(expectedCode(before, call));
    if (call.call !== "reserve" || answer === null) continue;
    const { reservation, customer_keys, request_hash } = call.command;
    if (answer.code === "short") {
      const { shortages = [] } = answer;
      const named = shortages.map((short) => `${short.promotion} ${short.limit} ${short.granted}`);
      expect(named.sort()).toEqual(expectedShortages(before.folded, call.command));
    }
    if (answer.code !== "held" && answer.code !== "committed") continue;
    forgotten.delete(reservation.handle);
    hashes.set(reservation.handle, request_hash);
    const counted = foldEntries(ledger.entries).reservations.get(reservation.handle)?.customerKeys;
    expect(counted).toEqual([...customer_keys].sort());
  }
  expectEqualToFold(ledger);
  return ledger;
}

/** Makes a call, and again: a repeat answers alike and changes nothing. */
function runCall(
  ledger: MemoryLedger,
  call: Exclude<Call, { call: "pass" | "tidy" }>,
): { code: string; shortages?: Shortage[] } | null {
  switch (call.call) {
    case "reserve": {
      const answer = ledger.reserve(call.command);
      const again = ledger.reserve(call.command);
      if ("record" in answer) expect(again).toEqual({ code: "known", record: answer.record });
      else expect(again).toEqual(answer);
      return answer;
    }
    case "commit":
      return twice(() => ledger.commit(call.handle, call.order, call.keyId));
    case "release":
      return twice(() => ledger.release(call.handle, call.keyId));
    case "extend":
      return twice(() => ledger.extend(call.handle, call.ttlMs, call.keyId));
    case "limits":
      return twice(() => ledger.setLimits(call.definition));
    case "stop":
      ledger.stop(call.promotions, call.voidHolds);
      expect(ledger.stop(call.promotions, call.voidHolds)).toBe(0);
      return null;
    case "resume":
      ledger.resume(call.promotions);
      return null;
    case "revoke":
      ledger.revokeKey(call.keyId);
      return null;
  }
}

function twice<Answer>(call: () => Answer): Answer {
  const answer = call();
  expect(call()).toEqual(answer);
  return answer;
}

function expectEqualToFold(ledger: MemoryLedger): void {
  const folded = foldEntries(ledger.entries);
  const counters = [...ledger.counters.values()].map((counter) => [foldedName(counter), counter] as const);
  expect(tally(counters)).toEqual(tally(folded.counters));
  for (const [handle, { state }] of ledger.records) {
    expect(folded.reservations.get(handle)?.state).toBe(state);
  }
}

describe("random histories of the decisions", () => {
  it("[LDG-4, LDG-20] keep every law of the fold, answer repeats alike and refuse only for what is lacking", () => {
    fc.assert(
      fc.property(histories, (calls) => {
        runHistory(calls, null);
      }),
    );
  });

  it.each(PLANTED_FAULTS)("[LDG-20] find the planted mistake %s", (fault) => {
    const found = fc.check(
      fc.property(histories, (calls) => {
        runHistory(calls, fault);
      }),
      { numRuns: 1000, endOnFailure: true },
    );
    expect(found.failed).toBe(true);
  });

  it("[LDG-4] reach every kind of entry, late commits and over-grants among them", () => {
    const seen = new Set<string>();
    for (const calls of fc.sample(histories, { numRuns: 300, seed: 7 })) {
      for (const { body } of runHistory(calls, null).entries) {
        seen.add(body.kind);
        if (body.kind === "committed" && body.late) seen.add("late");
        if (body.kind === "committed" && body.over_grants.length > 0) seen.add("over-grant");
        if (body.kind === "held" && body.replaces !== null) seen.add("replacing");
      }
    }
    expect([...seen].sort()).toEqual([
      "committed",
      "expired",
      "extended",
      "held",
      "key_revoked",
      "late",
      "limits_set",
      "over-grant",
      "released",
      "replacing",
      "resumed",
      "stopped",
      "voided",
    ]);
  });
});
