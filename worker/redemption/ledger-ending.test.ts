/** Commit, late commit, expiry, release and extension. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { command, definition, effect, freshLedger, orderOf, startMs, totalLimit } from "./testing.ts";

beforeEach(() => void vi.setSystemTime(startMs));
afterEach(() => void vi.useRealTimers());

const minuteMs = 60_000;
const dayMs = 86_400_000;
const holdEndMs = startMs + 15 * minuteMs;
const paid = (externalId: string) => orderOf(externalId, { paid_at: "2026-03-01T00:10:00.000Z" });

describe("commit", () => {
  it("[LDG-22] the first refusal that applies is answered", async () => {
    const ledger = freshLedger();
    expect((await ledger.commit("h-none", orderOf("o1"), "key-1")).code).toBe("not_found");
    await ledger.reserve(command("a", { order: orderOf("o1") }));
    await ledger.reserve(command("b"));
    expect((await ledger.commit("h-b", orderOf("o1"), "key-1")).code).toBe("order_exists");
    await ledger.release("h-b", "key-1");
    expect((await ledger.commit("h-b", orderOf("o1"), "key-1")).code).toBe("already_released");
    await ledger.revokeKey("key-1");
    expect((await ledger.commit("h-b", orderOf("o1"), "key-1")).code).toBe("key_revoked");
  });

  it("[LDG-23] neither a stop nor a lower limit refuses what is held", async () => {
    const ledger = freshLedger();
    await ledger.setLimits(definition({ limits: totalLimit(1) }));
    await ledger.reserve(command("a"));
    await ledger.setLimits(definition({ revision: 2, limits: totalLimit(0) }));
    await ledger.stop(["spring"], false);
    expect(await ledger.commit("h-a", orderOf("o1"), "key-1")).toMatchObject({
      code: "committed",
      reservation: { over_grants: [] },
    });
  });

  it("[LDG-24] the same order is answered as the first time, another is a conflict", async () => {
    const ledger = freshLedger();
    await ledger.reserve(command("a"));
    const first = await ledger.commit("h-a", orderOf("o1"), "key-1");
    expect(await ledger.commit("h-a", orderOf("o1"), "key-1")).toEqual(first);
    expect((await ledger.commit("h-a", orderOf("o2"), "key-1")).code).toBe("id_conflict");
    expect((await ledger.commit("h-a", paid("o1"), "key-1")).code).toBe("id_conflict");
  });

  it("[LDG-27] an external id belongs to one reservation", async () => {
    const ledger = freshLedger();
    await ledger.reserve(command("a", { order: orderOf("o1") }));
    expect((await ledger.reserve(command("b", { order: orderOf("o1") }))).code).toBe("order_exists");
  });
});

describe("late commit", () => {
  it("[LDG-25, LDG-26] takes what is free; what is not is an over-grant if paid, and refused if not", async () => {
    const ledger = freshLedger();
    await ledger.setLimits(
      definition({ limits: totalLimit(1), budget: { amounts: { EUR: 700 }, when_short: "refuse" } }),
    );
    await ledger.reserve(command("a"));
    vi.setSystemTime(holdEndMs);
    await ledger.reserve(command("b"));
    expect((await ledger.commit("h-a", orderOf("o1"), "key-1")).code).toBe("hold_expired");
    expect(await ledger.commit("h-a", paid("o1"), "key-1")).toMatchObject({
      code: "committed",
      reservation: {
        over_grants: [
          { promotion: "spring", limit: "uses", amount: 1 },
          { promotion: "spring", limit: "budget", amount: 300 },
        ],
      },
    });
    expect((await ledger.usage("spring"))?.total).toEqual({ held: 1, committed: 1 });
    await ledger.release("h-b", "key-1");
    expect((await ledger.reserve(command("c"))).code).toBe("short");
  });

  it("[LDG-25] unpaid it is accepted while all is free, paid or not refused from the seventh day on", async () => {
    const ledger = freshLedger();
    await ledger.reserve(command("a"));
    await ledger.reserve(command("b"));
    vi.setSystemTime(holdEndMs + 7 * dayMs - 1);
    expect((await ledger.commit("h-a", orderOf("o1"), "key-1")).code).toBe("committed");
    vi.setSystemTime(holdEndMs + 7 * dayMs);
    expect((await ledger.commit("h-b", paid("o2"), "key-1")).code).toBe("hold_expired");
  });
});

describe("how a hold ends", () => {
  it("[LDG-28] it stands up to its end and not at it, without any clockwork", async () => {
    const ledger = freshLedger();
    await ledger.setLimits(definition({ limits: totalLimit(1) }));
    await ledger.reserve(command("a"));
    vi.setSystemTime(holdEndMs - 1);
    expect((await ledger.reserve(command("b"))).code).toBe("short");
    vi.setSystemTime(holdEndMs);
    expect((await ledger.reserve(command("b"))).code).toBe("held");
    const { entries } = await ledger.entriesAfter(0, 500, 0);
    expect(entries.map(({ body }) => body.kind)).toEqual(["limits_set", "held", "expired", "held"]);
  });

  it("[LDG-29] release gives back all, again answers the same", async () => {
    const ledger = freshLedger();
    await ledger.setLimits(definition({ limits: totalLimit(1) }));
    await ledger.reserve(command("a", { effects: [effect(), effect({ promotion: "other" })] }));
    const first = await ledger.release("h-a", "key-1");
    expect(first).toMatchObject({ code: "released", reservation: { state: "released" } });
    expect(await ledger.release("h-a", "key-1")).toEqual(first);
    expect((await ledger.usage("spring"))?.total).toEqual({ held: 0, committed: 0 });
    await ledger.reserve(command("b"));
    vi.setSystemTime(holdEndMs);
    expect((await ledger.release("h-b", "key-1")).code).toBe("hold_expired");
    expect((await ledger.release("h-none", "key-1")).code).toBe("not_found");
  });

  it("[LDG-30] extend counts from now, never shortens, and ends 30 days after the hold was made", async () => {
    const ledger = freshLedger();
    await ledger.reserve(command("a"));
    const until = async (ttlMs: number) => {
      const answer = await ledger.extend("h-a", ttlMs, "key-1");
      return "reservation" in answer ? answer.reservation.expires_at_ms - startMs : answer.code;
    };
    expect(await until(minuteMs)).toBe(15 * minuteMs);
    vi.setSystemTime(startMs + 10 * minuteMs);
    expect(await until(15 * minuteMs)).toBe(25 * minuteMs);
    const stepMs = dayMs - minuteMs;
    for (let nowMs = stepMs; nowMs < 30 * dayMs; nowMs += stepMs) {
      vi.setSystemTime(startMs + nowMs - stepMs + 10 * minuteMs);
      await until(dayMs);
      vi.setSystemTime(startMs + nowMs);
      expect(await until(dayMs)).toBe(Math.min(nowMs + dayMs, 30 * dayMs));
    }
    vi.setSystemTime(startMs + 30 * dayMs);
    expect(await until(dayMs)).toBe("hold_expired");
  });
});
