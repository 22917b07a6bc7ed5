/** Transactions, time, and how a hold ends: what must hold whatever the call is. */
import { evictDurableObject } from "cloudflare:test";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { LedgerRpc } from "../../shared/ledger/rpc.ts";
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

const tables = ["entry", "reservation", "document", "committed_order", "counter", "promotion", "due", "mark"];

async function allRows(ledger: LedgerStub) {
  return Promise.all(tables.map((table) => rowsOf(ledger, `SELECT * FROM ${table}`)));
}

/** How a call fails; "" if it does not. */
const failureOf = (ledger: LedgerStub, call: (object: LedgerRpc) => Promise<unknown>) =>
  inside(ledger, (object) =>
    call(object).then(
      () => "",
      (error: unknown) => String(error),
    ),
  );

describe("transactions", () => {
  it.each([
    ["its second entry", 'BEFORE INSERT ON entry WHEN NEW.body LIKE \'%"kind":"committed"%\''],
    ["the order", "BEFORE INSERT ON committed_order"],
    ["the reservation", "BEFORE UPDATE ON reservation WHEN NEW.state = 'committed'"],
    ["a counter", "BEFORE INSERT ON counter WHEN NEW.counted = 'orders'"],
    ["what is due", "BEFORE INSERT ON due WHEN NEW.kind = 'forget'"],
    ["the document", "BEFORE INSERT ON document"],
  ])("[LDG-1] leave no trace of a call that fails at %s", async (_, when) => {
    const ledger = freshLedger();
    await hold(ledger, "old", { effects: [effect({ promotion: "summer" })] });
    const before = await allRows(ledger);
    await rowsOf(ledger, `CREATE TRIGGER planted ${when} BEGIN SELECT RAISE(ABORT, 'planted'); END`);
    const whole = command("a", { replaces: "h-old", order: orderOf("o1") });
    expect(await failureOf(ledger, (object) => object.reserve(whole))).toContain("planted");
    expect(await allRows(ledger)).toEqual(before);
    await rowsOf(ledger, "DROP TRIGGER planted");
    await reservationOf(ledger.reserve(whole), "committed");
    expect(await kindsOf(ledger)).toEqual(["held", "released", "held", "committed"]);
  });

  it("[LDG-1] refuse a life and a document that no caller may ask for, without a trace", async () => {
    const ledger = freshLedger();
    for (const ttl of [0, -1, 1.5, Number.NaN, dayMs + 1]) {
      expect(await failureOf(ledger, (object) => object.reserve(command("a", { ttl_ms: ttl })))).toContain(
        "a hold of",
      );
    }
    const huge = command("a", { document: new Uint8Array(16 * 900_000 + 1) });
    expect(await failureOf(ledger, (object) => object.reserve(huge))).toContain("a document of");
    expect(await allRows(ledger)).toEqual(tables.map(() => []));
  });

  it("[LDG-1] answer nothing from memory: evicted between any two calls, the ledger goes on alike", async () => {
    const steps = async (evicted: boolean) => {
      const ledger = freshLedger();
      const answers: unknown[] = [];
      const calls: (() => Promise<unknown>)[] = [
        () => ledger.setLimits(definition({ limits: totalLimit(2) })),
        () => ledger.reserve(command("a", { ttl_ms: minuteMs })),
        () => ledger.reserve(command("b", { order: orderOf("o1") })),
        () => ledger.reserve(command("c")),
        () => ledger.extend("h-a", 2 * minuteMs, "key-1"),
        () => ledger.stop(["spring"], true),
        () => ledger.resume(["spring"]),
        () => ledger.reserve(command("c", { ttl_ms: minuteMs })),
        () => ledger.revokeKey("key-2"),
        () => ledger.release("h-c", "key-2"),
        () => {
          vi.setSystemTime(startMs + minuteMs);
          return ledger.commit("h-c", orderOf("o2"), "key-1");
        },
        () => ledger.usage("spring"),
        () => ledger.entriesAfter(0, 500, 3),
        () => ledger.order("o1"),
      ];
      for (const call of calls) {
        answers.push(await call());
        if (evicted) await evictDurableObject(ledger);
      }
      return answers;
    };
    const kept = await steps(false);
    vi.setSystemTime(startMs);
    expect(await steps(true)).toEqual(kept);
    expect(kept[7]).toMatchObject({ code: "held" });
    expect(kept[10]).toMatchObject({ code: "committed" });
  });
});

describe("time", () => {
  it("[LDG-2] never runs back for what is stored", async () => {
    const ledger = freshLedger();
    await hold(ledger, "a");
    vi.setSystemTime(startMs + dayMs);
    expect(await ledger.reservation("h-a")).toMatchObject({ state: "expired" });
    vi.setSystemTime(startMs - dayMs);
    expect(await ledger.reservation("h-a")).toMatchObject({ state: "expired" });
    expect(await hold(ledger, "b")).toMatchObject({ expires_at_ms: startMs + dayMs + minuteMs });
    expect(await ledger.release("h-b", "key-1")).toMatchObject({ code: "released" });
    const times = (await entriesOf(ledger)).map((entry) => entry.at_ms);
    expect(times).toEqual([startMs, startMs + dayMs, startMs + dayMs, startMs + dayMs]);
  });

  it("[LDG-2] keeps a hold as long as the clock stands still or goes back", async () => {
    const ledger = freshLedger();
    await hold(ledger, "a");
    vi.setSystemTime(startMs - 400 * dayMs);
    expect(await ledger.reservation("h-a")).toMatchObject({ state: "held" });
    expect(await ledger.extend("h-a", minuteMs, "key-1")).toMatchObject({
      reservation: { expires_at_ms: startMs + minuteMs },
    });
  });

  it("[LDG-28] lets a hold stand before its end, not at it, for every call that meets it", async () => {
    const meetings: [string, (ledger: LedgerStub) => Promise<unknown>][] = [
      ["reservation", (ledger) => ledger.reservation("h-a")],
      ["outcome", (ledger) => ledger.outcome("a", "hash-of-a")],
      ["reserve", (ledger) => ledger.reserve(command("a"))],
      ["replace", (ledger) => ledger.reserve(command("b", { replaces: "h-a" }))],
      ["commit", (ledger) => ledger.commit("h-a", orderOf("o1"), "key-1")],
      ["release", (ledger) => ledger.release("h-a", "key-1")],
      ["extend", (ledger) => ledger.extend("h-a", 2 * minuteMs, "key-1")],
      [
        "check",
        (ledger) => ledger.check({ customer_keys: [], customer: null, promotions: [], currency: "EUR" }),
      ],
      ["usage", (ledger) => ledger.usage("spring")],
      ["stop", (ledger) => ledger.stop(["spring"], true)],
    ];
    for (const [name, meet] of meetings) {
      const ended = async (afterMs: number) => {
        vi.setSystemTime(startMs);
        const ledger = freshLedger();
        await hold(ledger, "a");
        vi.setSystemTime(startMs + afterMs);
        await meet(ledger);
        return (await kindsOf(ledger)).includes("expired");
      };
      expect([name, await ended(minuteMs - 1), await ended(minuteMs)]).toEqual([name, false, true]);
    }
  });
});

describe("ends", () => {
  it("[LDG-29] gives back all that is held, once", async () => {
    const ledger = freshLedger();
    const effects = [effect({ code: "S", first_order: true }), effect({ promotion: "summer" })];
    await hold(ledger, "a", { effects, customer: "anna", customer_keys: ["mail"] });
    const released = await ledger.release("h-a", "key-1");
    expect(released).toMatchObject({ code: "released", reservation: { state: "released", document: null } });
    expect(await ledger.release("h-a", "key-1")).toEqual(released);
    const counters = await rowsOf(ledger, "SELECT * FROM counter WHERE held <> 0 OR committed <> 0");
    expect(counters).toEqual([]);
    expect(await kindsOf(ledger)).toEqual(["held", "released"]);
  });

  it("[LDG-4] makes every end final: a later call hears what it is", async () => {
    const ledger = freshLedger();
    for (const id of ["committed", "released", "expired"]) await hold(ledger, id);
    await hold(ledger, "voided", { effects: [effect({ promotion: "halted" })] });
    await ledger.commit("h-committed", orderOf("o1"), "key-1");
    await ledger.release("h-released", "key-1");
    await ledger.stop(["halted"], true);
    await ledger.setLimits(definition({ limits: totalLimit(0) }));
    vi.setSystemTime(startMs + minuteMs);
    await ledger.reservation("h-expired");
    const before = await entriesOf(ledger);
    const rows: [string, string, string, string][] = [
      ["committed", "id_conflict", "already_committed", "already_committed"],
      ["released", "already_released", "released", "already_released"],
      ["expired", "hold_expired", "hold_expired", "hold_expired"],
      ["voided", "stopped", "stopped", "stopped"],
      ["unknown", "not_found", "not_found", "not_found"],
    ];
    for (const [state, committing, releasing, extending] of rows) {
      const handle = `h-${state}`;
      const codes = [
        (await ledger.commit(handle, orderOf("o2"), "key-1")).code,
        (await ledger.release(handle, "key-1")).code,
        (await ledger.extend(handle, minuteMs, "key-1")).code,
      ];
      expect([state, ...codes]).toEqual([state, committing, releasing, extending]);
    }
    expect(await entriesOf(ledger)).toEqual(before);
  });

  it("[LDG-29] is possible before the hold's end, not at it", async () => {
    const ledger = freshLedger();
    await hold(ledger, "a");
    vi.setSystemTime(startMs + minuteMs - 1);
    await hold(ledger, "b");
    expect((await ledger.release("h-a", "key-1")).code).toBe("released");
    vi.setSystemTime(startMs + 2 * minuteMs - 1);
    expect(await ledger.release("h-b", "key-1")).toEqual({ code: "hold_expired" });
  });

  it("[LDG-30] extends from now, never shortens, and stays within 30 days of the beginning", async () => {
    const ledger = freshLedger();
    const extend = async (ttlMs: number) =>
      (await reservationOf(ledger.extend("h-a", ttlMs, "key-1"), "extended")).expires_at_ms - startMs;
    await hold(ledger, "a", { ttl_ms: 10 * minuteMs });
    vi.setSystemTime(startMs + 5 * minuteMs);
    expect(await extend(minuteMs)).toBe(10 * minuteMs);
    expect(await extend(5 * minuteMs)).toBe(10 * minuteMs);
    expect(await extend(20 * minuteMs)).toBe(25 * minuteMs);
    expect(await kindsOf(ledger)).toEqual(["held", "extended"]);
    vi.setSystemTime(startMs + 25 * minuteMs - 1);
    await extend(dayMs);
    for (let day = 1; day < 30; day += 1) {
      vi.setSystemTime(startMs + day * (dayMs - minuteMs));
      await extend(dayMs);
    }
    vi.setSystemTime(startMs + 29 * dayMs + minuteMs);
    expect(await extend(dayMs)).toBe(30 * dayMs);
    vi.setSystemTime(startMs + 30 * dayMs - 1);
    expect(await extend(dayMs)).toBe(30 * dayMs);
    vi.setSystemTime(startMs + 30 * dayMs);
    expect(await ledger.extend("h-a", dayMs, "key-1")).toEqual({ code: "hold_expired" });
  });

  it("[LDG-30] refuses a life that no hold may have", async () => {
    const ledger = freshLedger();
    await hold(ledger, "a");
    for (const ttl of [0, -minuteMs, dayMs + 1]) {
      expect(await failureOf(ledger, (object) => object.extend("h-a", ttl, "key-1"))).toContain("a hold of");
    }
    expect(await ledger.reservation("h-a")).toMatchObject({ expires_at_ms: startMs + minuteMs });
  });
});
