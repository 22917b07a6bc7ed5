import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldEntries } from "./fold.ts";
import { MemoryLedger, PLANTED_FAULTS, type PlantedFault } from "./memory-ledger.ts";
import { type Call, callOf, expectedShortages, NUMBERS_PER_CALL } from "./random-history.ts";

const numbers = fc.array(fc.nat(2 ** 20), { minLength: NUMBERS_PER_CALL, maxLength: NUMBERS_PER_CALL });
const histories = fc.array(numbers.map(callOf), { minLength: 1, maxLength: 120, size: "max" });
const startMs = Date.UTC(2026, 2, 1);

/** Runs a history and throws at the first broken law. */
function runHistory(calls: readonly Call[], fault: PlantedFault | null): MemoryLedger {
  let clockMs = startMs;
  const ledger = new MemoryLedger(() => clockMs, fault);
  for (const call of calls) {
    if (call.call === "pass") clockMs += call.ms;
    else runCall(ledger, call);
  }
  expectEqualToFold(ledger);
  return ledger;
}

function runCall(ledger: MemoryLedger, call: Call): void {
  switch (call.call) {
    case "reserve": {
      const answer = ledger.reserve(call.command);
      if (answer.code === "short") {
        const named = answer.shortages.map((short) => `${short.promotion} ${short.limit} ${short.granted}`);
        expect(named.sort()).toEqual(expectedShortages(foldEntries(ledger.entries), call.command));
      }
      const again = ledger.reserve(call.command);
      if ("record" in answer) expect(again).toEqual({ code: "known", record: answer.record });
      else expect(again).toEqual(answer);
      return;
    }
    case "commit": {
      const answer = ledger.commit(call.handle, call.order, call.keyId);
      expect(ledger.commit(call.handle, call.order, call.keyId)).toEqual(answer);
      return;
    }
    case "release": {
      const answer = ledger.release(call.handle, call.keyId);
      expect(ledger.release(call.handle, call.keyId)).toEqual(answer);
      return;
    }
    case "extend": {
      const answer = ledger.extend(call.handle, call.ttlMs, call.keyId);
      expect(ledger.extend(call.handle, call.ttlMs, call.keyId)).toEqual(answer);
      return;
    }
    case "limits": {
      const answer = ledger.setLimits(call.definition);
      expect(ledger.setLimits(call.definition)).toEqual(answer);
      return;
    }
    case "stop": {
      ledger.stop(call.promotions, call.voidHolds);
      expect(ledger.stop(call.promotions, call.voidHolds)).toBe(0);
      return;
    }
    case "resume":
      return ledger.resume(call.promotions);
    case "revoke":
      return ledger.revokeKey(call.keyId);
    case "tidy":
      return ledger.tidy();
  }
}

function expectEqualToFold(ledger: MemoryLedger): void {
  const folded = foldEntries(ledger.entries);
  for (const { owner, counted, member, held, committed } of ledger.counters.values()) {
    if (counted === "first_order") {
      expect(folded.counters.get(`first|${member}`)).toMatchObject({ held, committed });
    } else {
      const name = { total: `total|${owner}`, orders: `orders|${member}` }[counted as "total" | "orders"];
      expect(folded.counters.get(name ?? `${counted}|${owner}|${member}`)).toMatchObject({ held, committed });
    }
  }
  for (const [handle, { state }] of ledger.records)
    expect(folded.reservations.get(handle)?.state).toBe(state);
}

describe("random histories of the decisions", () => {
  it("[LDG-4] [LDG-20] keep every law of the fold, answer repeats alike and refuse only for what is lacking", () => {
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
