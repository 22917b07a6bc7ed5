/** Live settings, stops, revoked keys, what is kept, and what the mirror reads. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { command, definition, effect, freshLedger, inside, orderOf, startMs, totalLimit } from "./testing.ts";

beforeEach(() => void vi.setSystemTime(startMs));
afterEach(() => void vi.useRealTimers());

const minuteMs = 60_000;
const dayMs = 86_400_000;

describe("live settings", () => {
  it("[LDG-31] the higher revision wins, the same content is acknowledged again", async () => {
    const ledger = freshLedger();
    const set = (revision: number, uses: number) =>
      ledger.setLimits(definition({ revision, limits: totalLimit(uses) }));
    expect(await set(2, 1)).toEqual({ code: "stored", revision: 2 });
    expect(await set(2, 1)).toEqual({ code: "stored", revision: 2 });
    expect(await set(2, 9)).toEqual({ code: "older", revision: 2 });
    expect(await set(1, 9)).toEqual({ code: "older", revision: 2 });
    await ledger.reserve(command("a"));
    expect((await ledger.reserve(command("b"))).code).toBe("short");
    expect((await ledger.entriesAfter(0, 500, 0)).high).toBe(2);
  });

  it("[LDG-32, LDG-34] a stop holds from its acknowledgement until a resumption", async () => {
    const ledger = freshLedger();
    await ledger.stop(["spring"], false);
    await ledger.stop(["spring"], false);
    expect(await ledger.reserve(command("a"))).toMatchObject({ code: "short", stopped: ["spring"] });
    expect((await ledger.usage("spring"))?.stopped).toBe(true);
    await ledger.setLimits(definition({ limits: totalLimit(9) }));
    expect((await ledger.reserve(command("a"))).code).toBe("short");
    await ledger.resume(["spring"]);
    await ledger.resume(["spring"]);
    expect((await ledger.reserve(command("a"))).code).toBe("held");
    const { entries } = await ledger.entriesAfter(0, 500, 0);
    expect(entries.map(({ body }) => body.kind)).toEqual(["stopped", "limits_set", "resumed", "held"]);
  });

  it("[LDG-33] voided holds do not commit, nor do those that had expired by then, also after a resumption", async () => {
    const ledger = freshLedger();
    await ledger.reserve(command("old"));
    vi.setSystemTime(startMs + 20 * minuteMs);
    await ledger.reserve(command("a"));
    await ledger.reserve(command("b", { effects: [effect({ promotion: "other" })] }));
    expect(await ledger.stop(["spring"], true)).toMatchObject({ code: "stopped", voided: 1 });
    const paid = (id: string) => orderOf(id, { paid_at: "2026-03-01T00:20:00Z" });
    expect((await ledger.commit("h-a", paid("o1"), "key-1")).code).toBe("stopped");
    expect((await ledger.commit("h-b", paid("o2"), "key-1")).code).toBe("committed");
    await ledger.resume(["spring"]);
    expect((await ledger.commit("h-a", paid("o1"), "key-1")).code).toBe("stopped");
    expect((await ledger.commit("h-old", paid("o3"), "key-1")).code).toBe("stopped");
    expect((await ledger.usage("spring"))?.total).toEqual({ held: 0, committed: 0 });
  });

  it("[LDG-35] a revoked key does nothing more", async () => {
    const ledger = freshLedger();
    await ledger.reserve(command("a"));
    await ledger.revokeKey("key-1");
    expect((await ledger.reserve(command("b"))).code).toBe("key_revoked");
    expect((await ledger.commit("h-a", orderOf("o1"), "key-1")).code).toBe("key_revoked");
    expect((await ledger.release("h-a", "key-1")).code).toBe("key_revoked");
    expect((await ledger.extend("h-a", minuteMs, "key-1")).code).toBe("key_revoked");
    expect((await ledger.commit("h-a", orderOf("o1"), "key-2")).code).toBe("committed");
  });
});

describe("what is kept", () => {
  it("[LDG-36, LDG-38] the document of a commit goes only after the mirror confirmed it", async () => {
    const ledger = freshLedger();
    const document = new Uint8Array(2_000_000).map((_, at) => at % 251);
    await ledger.reserve(command("a", { document }));
    await ledger.commit("h-a", orderOf("o1"), "key-1");
    const { entries, high } = await ledger.entriesAfter(0, 1, 0);
    expect([entries.length, high]).toEqual([1, 2]);
    expect(await ledger.document("h-a")).toEqual(document);
    await ledger.entriesAfter(1, 500, 1);
    expect(await ledger.document("h-a")).toEqual(document);
    await ledger.entriesAfter(2, 500, 2);
    expect(await ledger.document("h-a")).toBeNull();
    expect(await ledger.reservation("h-a")).toMatchObject({ state: "committed", document: null });
  });

  it("[LDG-36] the document goes at once with a release, and with an expired hold after seven days", async () => {
    const ledger = freshLedger();
    await ledger.reserve(command("a"));
    await ledger.reserve(command("b"));
    await ledger.release("h-a", "key-1");
    expect((await ledger.reservation("h-a"))?.document).toBeNull();
    vi.setSystemTime(startMs + 15 * minuteMs + 7 * dayMs - 1);
    await inside(ledger, (object) => object.alarm());
    expect((await ledger.reservation("h-b"))?.document).not.toBeNull();
    vi.setSystemTime(startMs + 15 * minuteMs + 7 * dayMs);
    await inside(ledger, (object) => object.alarm());
    expect((await ledger.reservation("h-b"))?.document).toBeNull();
  });

  it("[LDG-37] the alarm ends holds and arms itself for what comes next", async () => {
    const ledger = freshLedger();
    await ledger.reserve(command("a"));
    // The platform arms for the past at once, so what the object would arm at is asked of its store.
    const armed = () =>
      inside(ledger, (object) => {
        const { store } = object as unknown as { store: { leastDueMs: () => number | null } };
        return store.leastDueMs();
      });
    expect(await armed()).toBe(startMs + 15 * minuteMs);
    vi.setSystemTime(startMs + 15 * minuteMs);
    await inside(ledger, (object) => object.alarm());
    const { entries } = await ledger.entriesAfter(0, 500, 0);
    expect(entries.map(({ body }) => body.kind)).toEqual(["held", "expired"]);
    expect(await armed()).toBe(startMs + 15 * minuteMs + 7 * dayMs);
  });

  it("[LDG-39] a check holds nothing and asks nobody for a name", async () => {
    const ledger = freshLedger();
    await ledger.setLimits(
      definition({ limits: [...totalLimit(1), { id: "each", per: "customer", uses_max: 1 }] }),
    );
    const promotions = [{ promotion: "spring", code: null, amount: 500, first_order: false }];
    const query = { customer: null, customer_keys: [], promotions, currency: "EUR" };
    expect(await ledger.check(query)).toEqual({ shortages: [], stopped: [], exhausted: [] });
    await ledger.reserve(command("a"));
    expect(await ledger.check(query)).toMatchObject({
      shortages: [{ promotion: "spring", limit: "uses" }],
      exhausted: ["spring"],
    });
    expect((await ledger.usage("spring"))?.total).toEqual({ held: 1, committed: 0 });
  });
});
