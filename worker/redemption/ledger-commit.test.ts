/** Commit: what is held becomes final, late commits with and without payment, the order's own id. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { LimitDefinition } from "../../shared/model/limit.ts";
import {
  type CommandGiven,
  codeCounts,
  command,
  dayMs,
  definition,
  effect,
  entriesOf,
  freshLedger,
  hold as holdAs,
  kindsOf,
  type LedgerStub,
  minuteMs,
  orderOf,
  reservationOf,
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

const paid = { paid_at: "2090-03-01T00:00:30.000Z" };

describe("the answer", () => {
  it("[LDG-22] is the first that applies", async () => {
    const ledger = freshLedger();
    const code = async (id: string, order = "o1", key = "key-1") =>
      (await ledger.commit(`h-${id}`, orderOf(order), key)).code;
    await ledger.revokeKey("key-lost");
    await ledger.reserve(command("done", { order: orderOf("o1") }));
    const halted = { effects: [effect({ promotion: "halted" })] };
    for (const id of ["released", "replaced", "expired", "lapsed", "fits"]) await hold(ledger, id);
    await hold(ledger, "voided", halted);
    await hold(ledger, "late-voided", halted);
    await ledger.release("h-released", "key-1");

    expect(await code("nothing", "o1", "key-lost")).toBe("key_revoked");
    expect(await code("nothing")).toBe("not_found");
    expect(await code("done")).toBe("committed");
    expect(await code("done", "o2")).toBe("id_conflict");
    expect(await code("released")).toBe("already_released");
    vi.setSystemTime(startMs + minuteMs);
    await hold(ledger, "by", { replaces: "h-replaced" });
    expect(await code("replaced")).toBe("already_released");
    await ledger.stop(["halted"], true);
    expect(await code("late-voided")).toBe("stopped");
    expect(await code("expired")).toBe("order_exists");
    expect(await code("fits", "o2")).toBe("committed");
    await ledger.setLimits(definition({ limits: totalLimit(0) }));
    expect(await code("expired", "o3")).toBe("hold_expired");
    vi.setSystemTime(startMs + minuteMs + 7 * dayMs);
    expect(await code("lapsed")).toBe("order_exists");
    expect(await code("lapsed", "o3")).toBe("hold_expired");
  });

  it("[LDG-22] is stopped for a voided hold, whatever order it brings", async () => {
    const ledger = freshLedger();
    await ledger.reserve(command("done", { effects: [], order: orderOf("o1") }));
    await hold(ledger, "a");
    await ledger.stop(["spring"], true);
    expect(await ledger.commit("h-a", orderOf("o1", paid), "key-1")).toEqual({ code: "stopped" });
    await ledger.resume(["spring"]);
    expect(await ledger.commit("h-a", orderOf("o2", paid), "key-1")).toEqual({ code: "stopped" });
  });

  it("[LDG-23] commits what is held, whole, in spite of a stop and a lower limit", async () => {
    const ledger = freshLedger();
    const effects = [effect(), effect({ promotion: "summer" })];
    await hold(ledger, "a", { effects });
    await ledger.stop(["spring"], false);
    await ledger.setLimits(definition({ promotion: "summer", limits: totalLimit(0) }));
    vi.setSystemTime(startMs + minuteMs - 1);
    const committed = await reservationOf(ledger.commit("h-a", orderOf("o1"), "key-1"), "committed");
    expect(committed).toMatchObject({ state: "committed", over_grants: [] });
    for (const promotion of ["spring", "summer"]) {
      expect(await ledger.usage(promotion)).toMatchObject({ total: { held: 0, committed: 1 } });
    }
    expect((await entriesOf(ledger)).at(-1)?.body).toMatchObject({ late: false, over_grants: [] });
  });

  it("[LDG-24] answers the same order alike, and a conflict for any other content", async () => {
    const ledger = freshLedger();
    await hold(ledger, "a");
    const order = orderOf("o1", { ...paid, metadata: { till: "3", lane: "b" } });
    const first = await ledger.commit("h-a", order, "key-1");
    expect(first.code).toBe("committed");
    const turned = { metadata: { lane: "b", till: "3" }, ...paid, ...orderOf("o1") };
    vi.setSystemTime(startMs + 20 * dayMs);
    expect(await ledger.commit("h-a", turned, "key-1")).toEqual(first);
    for (const other of [orderOf("o1"), orderOf("o2"), { ...order, placed_at: "2090-03-02T00:00:00.000Z" }]) {
      expect(await ledger.commit("h-a", other, "key-1")).toEqual({ code: "id_conflict" });
    }
    expect(await kindsOf(ledger)).toEqual(["held", "committed"]);
  });

  it("[LDG-24] commits once when the same order comes many times at once", async () => {
    const ledger = freshLedger();
    await hold(ledger, "a");
    const orders = Array.from({ length: 20 }, (_, at) => orderOf(`o${at % 2}`));
    const answers = await Promise.all(orders.map((order) => ledger.commit("h-a", order, "key-1")));
    expect(answers.map(({ code }) => code).sort()).toEqual([
      ...Array.from({ length: 10 }, () => "committed"),
      ...Array.from({ length: 10 }, () => "id_conflict"),
    ]);
    expect(await ledger.usage("spring")).toMatchObject({ total: { held: 0, committed: 1 } });
  });
});

describe("after the hold's end", () => {
  it.each<[string, number, boolean, boolean, string]>([
    ["at the end, free", minuteMs, false, true, "committed"],
    ["at the end, taken", minuteMs, false, false, "hold_expired"],
    ["at the end, taken and paid", minuteMs, true, false, "committed"],
    ["just within 7 days, free", minuteMs + 7 * dayMs - 1, false, true, "committed"],
    ["just within 7 days, taken", minuteMs + 7 * dayMs - 1, false, false, "hold_expired"],
    ["just within 7 days, taken and paid", minuteMs + 7 * dayMs - 1, true, false, "committed"],
    ["from 7 days on, free", minuteMs + 7 * dayMs, false, true, "hold_expired"],
    ["from 7 days on, paid", minuteMs + 7 * dayMs, true, true, "hold_expired"],
  ])("[LDG-25] decides %s", async (_, afterMs, isPaid, isFree, code) => {
    const ledger = freshLedger();
    await ledger.setLimits(definition({ limits: totalLimit(1) }));
    await hold(ledger, "a");
    vi.setSystemTime(startMs + afterMs);
    if (!isFree) await hold(ledger, "b");
    const order = orderOf("o1", isPaid ? paid : {});
    const answer = await ledger.commit("h-a", order, "key-1");
    expect(answer.code).toBe(code);
    expect(await ledger.commit("h-a", order, "key-1")).toEqual(answer);
    const committed = code === "committed" ? 1 : 0;
    expect(await ledger.usage("spring")).toMatchObject({ total: { held: isFree ? 0 : 1, committed } });
    if (committed === 0) return;
    const overGrants = isFree ? [] : [{ promotion: "spring", limit: "uses", amount: 1 }];
    expect(answer).toMatchObject({ reservation: { over_grants: overGrants } });
    expect((await entriesOf(ledger)).at(-1)?.body).toMatchObject({ late: true, over_grants: overGrants });
  });

  it("[LDG-25] takes what others' ended holds gave back before it calls anything missing", async () => {
    const ledger = freshLedger();
    await ledger.setLimits(definition({ limits: totalLimit(1) }));
    await hold(ledger, "a");
    vi.setSystemTime(startMs + minuteMs);
    await hold(ledger, "b");
    vi.setSystemTime(startMs + 2 * minuteMs - 1);
    expect((await ledger.commit("h-a", orderOf("o1"), "key-1")).code).toBe("hold_expired");
    vi.setSystemTime(startMs + 2 * minuteMs);
    expect(
      await reservationOf(ledger.commit("h-a", orderOf("o1", paid), "key-1"), "committed"),
    ).toMatchObject({ over_grants: [] });
  });

  it("[LDG-25] is not refused by a stop that voids no holds", async () => {
    const ledger = freshLedger();
    await hold(ledger, "a");
    vi.setSystemTime(startMs + minuteMs);
    await ledger.stop(["spring"], false);
    expect((await ledger.commit("h-a", orderOf("o1"), "key-1")).code).toBe("committed");
  });

  it.each<[string, Partial<LimitDefinition>, CommandGiven, number]>([
    ["uses", { limits: totalLimit(1) }, {}, 1],
    ["each", { limits: [{ id: "each", per: "customer", uses_max: 1 }] }, {}, 1],
    ["a-code", { limits: [{ id: "a-code", per: "code", uses_max: 1 }] }, {}, 1],
    ["budget", { budget: { amounts: { EUR: 700 }, when_short: "cut" } }, {}, 300],
    ["budget", { budget: { amounts: { EUR: 500 }, when_short: "refuse" } }, {}, 500],
    ["first_order", {}, { effects: [effect({ first_order: true })] }, 1],
  ])("[LDG-26] records what a paid one lacks of %s", async (limit, given, asked, amount) => {
    const ledger = freshLedger();
    await ledger.setLimits(definition(given));
    const same = { customer: "anna", effects: [effect({ code: "S" })], ...asked };
    await hold(ledger, "a", same);
    vi.setSystemTime(startMs + minuteMs);
    await hold(ledger, "b", same);
    expect((await ledger.commit("h-a", orderOf("o1"), "key-1")).code).toBe("hold_expired");
    const committed = await reservationOf(ledger.commit("h-a", orderOf("o1", paid), "key-1"), "committed");
    expect(committed.over_grants).toEqual([{ promotion: "spring", limit, amount }]);
    expect(await ledger.usage("spring")).toMatchObject({ total: { held: 1, committed: 1 } });
    expect((await ledger.commit("h-b", orderOf("o2"), "key-1")).code).toBe("committed");
    expect(await ledger.usage("spring")).toMatchObject({ total: { held: 0, committed: 2 } });
    expect((await ledger.reserve(command("c", same))).code).toBe("short");
  });

  it("[LDG-26] records one over-grant for each limit that lacked it, of what this order lacked alone", async () => {
    const ledger = freshLedger();
    const effects = [effect(), effect({ promotion: "summer" })];
    await hold(ledger, "a", { customer: "anna", effects });
    await hold(ledger, "b", { effects, ttl_ms: dayMs });
    vi.setSystemTime(startMs + minuteMs);
    const limits = [...totalLimit(0), { id: "each", per: "customer" as const, uses_max: 1 }];
    await ledger.setLimits(definition({ limits }));
    await ledger.setLimits(definition({ promotion: "summer", limits: totalLimit(0) }));
    const committed = await reservationOf(ledger.commit("h-a", orderOf("o1", paid), "key-1"), "committed");
    expect(committed.over_grants).toEqual([
      { promotion: "spring", limit: "uses", amount: 1 },
      { promotion: "summer", limit: "uses", amount: 1 },
    ]);
    expect(await ledger.order("o1")).toMatchObject({ over_grants: committed.over_grants });
  });
});

describe("the order's id", () => {
  it("[LDG-27] belongs to one reservation", async () => {
    const ledger = freshLedger();
    await hold(ledger, "a");
    await hold(ledger, "b");
    expect(await ledger.order("o1")).toBeNull();
    const committed = await reservationOf(ledger.commit("h-a", orderOf("o1"), "key-1"), "committed");
    expect(await ledger.commit("h-b", orderOf("o1"), "key-1")).toEqual({ code: "order_exists" });
    expect(await ledger.reserve(command("c", { order: orderOf("o1") }))).toEqual({ code: "order_exists" });
    expect(await ledger.reservation("h-b")).toMatchObject({ state: "held" });
    expect(await ledger.order("o1")).toEqual(committed);
  });

  it("[LDG-27] belongs to one of those that race for it", async () => {
    const ledger = freshLedger();
    const commands = Array.from({ length: 20 }, (_, at) => command(`c${at}`, { order: orderOf("o1") }));
    const answers = await Promise.all(commands.map((one) => ledger.reserve(one)));
    expect(codeCounts(answers)).toEqual({ committed: 1, order_exists: 19 });
    expect(await ledger.usage("spring")).toMatchObject({ total: { held: 0, committed: 1 } });
  });
});
