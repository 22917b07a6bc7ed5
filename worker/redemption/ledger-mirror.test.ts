/** What is kept and for how long: entries, ids, documents, and the alarm that tidies. */
import { runDurableObjectAlarm } from "cloudflare:test";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { foldEntries } from "../../shared/ledger/fold.ts";
import {
  type CommandGiven,
  command,
  dayMs,
  definition,
  effect,
  entriesOf,
  freshLedger,
  hold as holdAs,
  inside,
  kindsOf,
  type LedgerStub,
  minuteMs,
  orderOf,
  reservationOf,
  rowsOf,
  startMs,
  totalLimit,
} from "./testing.ts";

beforeEach(() => {
  vi.setSystemTime(startMs);
});
afterEach(() => {
  vi.useRealTimers();
});

/** Holds for a minute. */
const hold = (ledger: LedgerStub, id: string, given: CommandGiven = {}) =>
  holdAs(ledger, id, { ttl_ms: minuteMs, ...given });

async function ringAt(ledger: LedgerStub, atMs: number): Promise<boolean> {
  vi.setSystemTime(atMs);
  return runDurableObjectAlarm(ledger);
}

const alarmOf = (ledger: LedgerStub) => inside(ledger, (_, { storage }) => storage.getAlarm());

async function confirmAll(ledger: LedgerStub): Promise<void> {
  const { high } = await ledger.entriesAfter(0, 1, 0);
  await ledger.entriesAfter(high, 1, high);
}

describe("entries", () => {
  it("[LDG-3] number every change from 1 on without gaps, and nothing else", async () => {
    const ledger = freshLedger();
    await ledger.setLimits(definition({ limits: totalLimit(2) }));
    await hold(ledger, "a");
    await ledger.reserve(command("a"));
    await hold(ledger, "b");
    await ledger.reserve(command("c"));
    await ledger.reserve(command("b", { request_hash: "other" }));
    await ledger.extend("h-b", 2 * minuteMs, "key-1");
    await ledger.commit("h-b", orderOf("o1"), "key-1");
    await ledger.commit("h-b", orderOf("o1"), "key-1");
    const early = await entriesOf(ledger);
    vi.setSystemTime(startMs + minuteMs);
    await ledger.usage("spring");
    await ledger.stop(["spring"], false);
    await ledger.revokeKey("key-2");
    const entries = await entriesOf(ledger);
    expect(entries.slice(0, early.length)).toEqual(early);
    expect(entries.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(await kindsOf(ledger)).toEqual([
      "limits_set",
      "held",
      "held",
      "extended",
      "committed",
      "expired",
      "stopped",
      "key_revoked",
    ]);
    const folded = foldEntries(entries);
    expect([...folded.reservations].map(([handle, { state }]) => [handle, state])).toEqual([
      ["h-a", "expired"],
      ["h-b", "committed"],
    ]);
  });

  it("[LDG-38] are read after a number, oldest first, up to 500 at once", async () => {
    const ledger = freshLedger();
    expect(await ledger.entriesAfter(0, 500, 0)).toEqual({ entries: [], high: 0 });
    await Promise.all(Array.from({ length: 505 }, (_, at) => ledger.revokeKey(`key-${at}`)));
    const numbers = async (seq: number, limit: number) => {
      const { entries, high } = await ledger.entriesAfter(seq, limit, 0);
      return [entries.length, entries[0]?.seq, entries.at(-1)?.seq, high];
    };
    expect(await numbers(0, 9999)).toEqual([500, 1, 500, 505]);
    expect(await numbers(500, 500)).toEqual([5, 501, 505, 505]);
    expect(await numbers(3, 2)).toEqual([2, 4, 5, 505]);
    expect(await numbers(505, 500)).toEqual([0, undefined, undefined, 505]);
  });
});

describe("documents", () => {
  it("[LDG-38] of committed orders go once the mirror confirmed them, and only then", async () => {
    const ledger = freshLedger();
    for (const id of ["a", "b"]) await ledger.reserve(command(id, { order: orderOf(`o-${id}`) }));
    await hold(ledger, "c");
    const kept = async () =>
      Promise.all(["a", "b"].map(async (id) => (await ledger.document(`h-${id}`)) !== null));
    expect(new TextDecoder().decode((await ledger.document("h-a")) ?? undefined)).toBe("document of a");
    expect(await ledger.document("h-c")).toBeNull();
    await ledger.entriesAfter(0, 500, 0);
    await ledger.entriesAfter(4, 500, 1);
    expect(await kept()).toEqual([true, true]);
    await ledger.entriesAfter(4, 500, 2);
    expect(await kept()).toEqual([false, true]);
    await ledger.entriesAfter(4, 500, 0);
    await ledger.entriesAfter(4, 500, 99);
    expect(await kept()).toEqual([false, false]);
    expect(await ledger.reservation("h-c")).toMatchObject({ document: expect.any(Uint8Array) });
    await ledger.commit("h-c", orderOf("o-c"), "key-1");
    expect(await ledger.document("h-c")).not.toBeNull();
    expect(await ledger.reservation("h-a")).toMatchObject({ state: "committed", document: null });
  });

  it("[LDG-36] go at once with release, void and replacement, and 7 days after an expiry", async () => {
    const ledger = freshLedger();
    for (const id of ["held", "released", "replaced", "expired", "late"]) await hold(ledger, id);
    await hold(ledger, "voided", { effects: [effect({ promotion: "halted" })] });
    const stored = async () => {
      const rows = await rowsOf(
        ledger,
        "SELECT facts ->> 'id' AS id FROM document d JOIN reservation r ON r.held_seq = d.place / 16",
      );
      return rows.map(({ id }) => id);
    };
    await ledger.extend("h-held", dayMs, "key-1");
    await ledger.release("h-released", "key-1");
    await hold(ledger, "by", { replaces: "h-replaced" });
    await ledger.stop(["halted"], true);
    expect(await stored()).toEqual(["held", "expired", "late", "by"]);
    await ringAt(ledger, startMs + minuteMs);
    expect(await stored()).toEqual(["held", "expired", "late", "by"]);
    await ringAt(ledger, startMs + minuteMs + 7 * dayMs - 1);
    expect(await stored()).toEqual(["held", "expired", "late", "by"]);
    await ledger.commit("h-late", orderOf("o1"), "key-1");
    await ringAt(ledger, startMs + minuteMs + 7 * dayMs);
    expect(await stored()).toEqual(["held", "late"]);
    expect(await ledger.reservation("h-expired")).toMatchObject({ state: "expired", document: null });
    await confirmAll(ledger);
    expect(await stored()).toEqual(["held"]);
  });

  it.each([1, 900_000, 900_001, 2_500_000])(
    "[LDG-36] of %i bytes are whole, in rows below 1 MB",
    async (bytes) => {
      const ledger = freshLedger();
      const document = new Uint8Array(bytes).map((_, at) => at % 251);
      await hold(ledger, "other");
      await ledger.reserve(command("a", { document, order: orderOf("o1") }));
      await hold(ledger, "after");
      const back = await ledger.document("h-a");
      expect(back?.byteLength).toBe(bytes);
      expect(back?.every((byte, at) => byte === at % 251)).toBe(true);
      const [row] = await rowsOf(ledger, "SELECT max(length(bytes)) AS most FROM document");
      expect(row?.most).toBeLessThan(1_000_000);
    },
  );
});

describe("ids", () => {
  it.each<[string, (ledger: LedgerStub) => Promise<unknown>, number]>([
    ["commit", (ledger) => ledger.commit("h-a", orderOf("o1"), "key-1"), 0],
    ["release", (ledger) => ledger.release("h-a", "key-1"), 0],
    ["void", (ledger) => ledger.stop(["spring"], true), 0],
    ["expiry", async () => {}, minuteMs],
  ])("[LDG-6] are answered for 30 days after %s", async (what, end, endMs) => {
    const ledger = freshLedger();
    await hold(ledger, "a");
    await end(ledger);
    await ringAt(ledger, startMs + minuteMs);
    await confirmAll(ledger);
    await ringAt(ledger, startMs + endMs + 30 * dayMs - 1);
    const recorded = await ledger.reservation("h-a");
    expect(recorded).not.toBeNull();
    expect(await ledger.reserve(command("a"))).toEqual({ code: "known", reservation: recorded });
    expect(await ledger.reserve(command("a", { request_hash: "other" }))).toEqual({ code: "id_conflict" });
    await ringAt(ledger, startMs + endMs + 30 * dayMs);
    expect(await ledger.reservation("h-a")).toBeNull();
    expect(await ledger.outcome("a", "hash-of-a")).toBeNull();
    expect(await ledger.release("h-a", "key-1")).toEqual({ code: "not_found" });
    await ledger.resume(["spring"]);
    expect(await hold(ledger, "a", { request_hash: "other" })).toMatchObject({ state: "held" });
    const committed = what === "commit" ? 1 : 0;
    expect(await ledger.usage("spring")).toMatchObject({ total: { held: 1, committed } });
    foldEntries(await entriesOf(ledger));
  });

  it("[LDG-6] of a committed order wait for the mirror; the order's own id is never forgotten", async () => {
    const ledger = freshLedger();
    const order = orderOf("o1");
    const first = await reservationOf(ledger.reserve(command("a", { order })), "committed");
    await ringAt(ledger, startMs + 30 * dayMs);
    expect(await ledger.reservation("h-a")).toEqual(first);
    await confirmAll(ledger);
    await ringAt(ledger, startMs + 31 * dayMs - 1);
    expect(await ledger.reservation("h-a")).toEqual({ ...first, document: null });
    await ringAt(ledger, startMs + 31 * dayMs);
    expect(await ledger.reservation("h-a")).toBeNull();
    const remembered = { handle: "h-a", id: "a", state: "committed", order, document: null };
    expect(await ledger.order("o1")).toMatchObject(remembered);
    expect(await ledger.reserve(command("a", { order }))).toEqual({ code: "order_exists" });
    await hold(ledger, "a");
    expect(await ledger.commit("h-a", order, "key-1")).toEqual({ code: "order_exists" });
    expect(await ledger.order("o1")).toMatchObject(remembered);
  });

  it("[LDG-2] stay forgotten when the clock goes back: tidying counts as time that was stored", async () => {
    const ledger = freshLedger();
    await hold(ledger, "a");
    await ledger.release("h-a", "key-1");
    await ringAt(ledger, startMs + 30 * dayMs);
    vi.setSystemTime(startMs);
    expect(await hold(ledger, "a")).toMatchObject({ expires_at_ms: startMs + 30 * dayMs + minuteMs });
    foldEntries(await entriesOf(ledger));
  });
});

describe("the alarm", () => {
  it("[LDG-37] is armed for what is due next, and rings for nothing else", async () => {
    const ledger = freshLedger();
    await ledger.revokeKey("key-2");
    expect(await alarmOf(ledger)).toBeNull();
    await hold(ledger, "a", { ttl_ms: 5 * minuteMs });
    expect(await alarmOf(ledger)).toBe(startMs + 5 * minuteMs);
    await hold(ledger, "b");
    expect(await alarmOf(ledger)).toBe(startMs + minuteMs);
    await ledger.release("h-b", "key-1");
    await ringAt(ledger, startMs + minuteMs);
    expect(await kindsOf(ledger)).toEqual(["key_revoked", "held", "held", "released"]);
    expect(await alarmOf(ledger)).toBe(startMs + 5 * minuteMs);
    await ringAt(ledger, startMs + 5 * minuteMs);
    expect(await kindsOf(ledger)).toContain("expired");
    expect(await alarmOf(ledger)).toBe(startMs + 5 * minuteMs + 7 * dayMs);
    await ringAt(ledger, startMs + 100 * dayMs);
    expect(await alarmOf(ledger)).toBeNull();
    expect(
      await rowsOf(ledger, "SELECT * FROM due UNION ALL SELECT 1, held_seq, 1 FROM reservation"),
    ).toEqual([]);
  });

  it("[LDG-37] works in batches of 500 and arms itself again for the rest", async () => {
    const ledger = freshLedger();
    await Promise.all(Array.from({ length: 1001 }, (_, at) => hold(ledger, `c${at}`)));
    const states = async () => {
      const rows = await rowsOf(
        ledger,
        "SELECT state, count(*) AS n FROM reservation GROUP BY state ORDER BY state",
      );
      return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
    };
    const end = startMs + minuteMs;
    for (const rest of [{ expired: 500, held: 501 }, { expired: 1000, held: 1 }, { expired: 1001 }]) {
      expect(await ringAt(ledger, end)).toBe(true);
      expect(await states()).toEqual(rest);
      expect(await alarmOf(ledger)).toBe("held" in rest ? end : end + 7 * dayMs);
    }
    for (const documents of [501, 1, 0]) {
      await ringAt(ledger, end + 7 * dayMs);
      expect(await rowsOf(ledger, "SELECT count(*) AS n FROM document")).toEqual([{ n: documents }]);
    }
    for (const rest of [{ expired: 501 }, { expired: 1 }, {}]) {
      await ringAt(ledger, end + 30 * dayMs);
      expect(await states()).toEqual(rest);
    }
    expect(await alarmOf(ledger)).toBeNull();
  });

  it("[LDG-37] is not given up when the platform stops trying", async () => {
    const ledger = freshLedger();
    await hold(ledger, "a");
    await rowsOf(
      ledger,
      "CREATE TRIGGER planted BEFORE INSERT ON entry BEGIN SELECT RAISE(ABORT, 'planted'); END",
    );
    vi.setSystemTime(startMs + minuteMs);
    const said = vi.spyOn(console, "error").mockImplementation(() => {});
    const ring = (retryCount: number) =>
      inside(ledger, async (object, { storage }) => {
        await storage.deleteAlarm();
        const info = { isRetry: retryCount > 0, retryCount, scheduledTime: startMs + minuteMs };
        return object.alarm(info).then(
          () => "done",
          (error: unknown) => String(error),
        );
      });
    expect(await ring(4)).toContain("planted");
    expect(await ring(5)).toBe("done");
    expect(said).toHaveBeenCalledOnce();
    said.mockRestore();
    expect(await alarmOf(ledger)).toBe(startMs + 2 * minuteMs);
    await rowsOf(ledger, "DROP TRIGGER planted");
    await ringAt(ledger, startMs + 2 * minuteMs);
    expect(await kindsOf(ledger)).toEqual(["held", "expired"]);
  });
});
