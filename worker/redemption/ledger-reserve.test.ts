/** Reserve, alone and with its order: ids, the order of the answers, replacing, all or nothing. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ReserveCommand } from "../../shared/ledger/rpc.ts";
import {
  type CommandGiven,
  codeCounts,
  command,
  definition,
  effect,
  entriesOf,
  freshLedger,
  hold,
  kindsOf,
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

describe("ids", () => {
  it("[LDG-5] answers the recorded outcome for the same hash and ignores the decision", async () => {
    const ledger = freshLedger();
    const first = await hold(ledger, "a");
    const other = command("a", { effects: [effect({ amount: 9 })], toPay: 1, expect_to_pay: 7 });
    expect(await ledger.reserve(other)).toEqual({ code: "known", reservation: first });
    expect(await ledger.outcome("a", "hash-of-a")).toEqual({ code: "known", reservation: first });
    await ledger.commit("h-a", orderOf("o1"), "key-1");
    expect(await ledger.reserve(other)).toMatchObject({
      code: "known",
      reservation: { state: "committed", order: orderOf("o1") },
    });
    expect(await kindsOf(ledger)).toEqual(["held", "committed"]);
  });

  it("[LDG-5] answers a conflict for another hash, whatever became of the first", async () => {
    const ledger = freshLedger();
    await hold(ledger, "a");
    const other = command("a", { request_hash: "other" });
    expect(await ledger.reserve(other)).toEqual({ code: "id_conflict" });
    await ledger.release("h-a", "key-1");
    expect(await ledger.reserve(other)).toEqual({ code: "id_conflict" });
    expect(await ledger.outcome("a", "other")).toEqual({ code: "id_conflict" });
    expect(await ledger.outcome("b", "other")).toBeNull();
    expect(await kindsOf(ledger)).toEqual(["held", "released"]);
  });

  it("[LDG-5] binds no id with a refusal", async () => {
    const ledger = freshLedger();
    await ledger.setLimits(definition({ limits: totalLimit(0) }));
    expect(await ledger.reserve(command("a"))).toMatchObject({ code: "short" });
    expect(await ledger.outcome("a", "hash-of-a")).toBeNull();
    await ledger.setLimits(definition({ revision: 2 }));
    expect(await hold(ledger, "a", { request_hash: "other" })).toMatchObject({ state: "held" });
  });

  it("[LDG-5] has one effect for concurrent calls with one id", async () => {
    const ledger = freshLedger();
    const answers = await Promise.all(Array.from({ length: 20 }, () => ledger.reserve(command("a"))));
    expect(codeCounts(answers)).toEqual({ held: 1, known: 19 });
    expect(await ledger.usage("spring")).toMatchObject({ total: { held: 1 } });
  });
});

describe("the answer", () => {
  it("[LDG-7] is the first that applies", async () => {
    const ledger = freshLedger();
    const limits = (usesMax: number): ReturnType<typeof totalLimit> => [
      ...totalLimit(usesMax),
      { id: "each", per: "customer", uses_max: 1 },
    ];
    await ledger.setLimits(definition({ limits: limits(1) }));
    await ledger.reserve(command("first", { order: orderOf("o1") }));
    await ledger.revokeKey("key-lost");
    const code = async (given: CommandGiven, id = "second") =>
      (await ledger.reserve(command(id, given))).code;
    let given: CommandGiven = {
      key_id: "key-lost",
      customer: null,
      order: orderOf("o1"),
      replaces: "h-nothing",
      expect_to_pay: 1,
    };
    expect(await code({ ...given, request_hash: "other" }, "first")).toBe("key_revoked");
    given = { ...given, key_id: "key-1" };
    expect(await code({ ...given, request_hash: "other" }, "first")).toBe("id_conflict");
    expect(await code(given, "first")).toBe("known");
    expect(await code(given)).toBe("order_exists");
    given = { ...given, order: orderOf("o2") };
    expect(await code(given)).toBe("replaces_unknown");
    given = { ...given, replaces: "h-first" };
    expect(await code(given)).toBe("replaces_committed");
    given = { ...given, replaces: null };
    expect(await code(given)).toBe("short");
    await ledger.setLimits(definition({ revision: 2, limits: limits(2) }));
    expect(await code(given)).toBe("customer_required");
    given = { ...given, customer: "anna" };
    expect(await code(given)).toBe("quote_changed");
    given = { ...given, expect_to_pay: null };
    expect(await kindsOf(ledger)).toEqual(["limits_set", "held", "committed", "key_revoked", "limits_set"]);
    expect(await code(given)).toBe("committed");
    expect(await code({ effects: [effect({ promotion: "free" })] }, "third")).toBe("held");
  });

  it("[LDG-8] holds all that the order takes, or nothing", async () => {
    const ledger = freshLedger();
    await ledger.setLimits(definition({ promotion: "full", limits: totalLimit(0) }));
    const before = await entriesOf(ledger);
    const effects = [effect(), effect({ promotion: "summer", code: "S" }), effect({ promotion: "full" })];
    expect(await ledger.reserve(command("a", { effects }))).toMatchObject({ code: "short" });
    expect(await entriesOf(ledger)).toEqual(before);
    expect(await ledger.usage("spring")).toBeNull();
    expect(await ledger.usage("summer")).toBeNull();
    await hold(ledger, "a", { effects: effects.slice(0, 2) });
    expect(await ledger.usage("spring")).toMatchObject({ total: { held: 1 } });
    expect(await ledger.usage("summer")).toMatchObject({ total: { held: 1 } });
  });

  it("[LDG-9] names every shortage, every stopped promotion of the order, and what is exhausted", async () => {
    const ledger = freshLedger();
    const budget = { amounts: { EUR: 800 }, when_short: "cut" as const };
    const limits = [
      ...totalLimit(1),
      { id: "each", per: "customer" as const, uses_max: 1 },
      { id: "a-code", per: "code" as const, uses_max: 1 },
    ];
    await ledger.setLimits(definition({ limits, budget }));
    await ledger.setLimits(definition({ promotion: "spent", budget: { ...budget, amounts: { EUR: 500 } } }));
    await ledger.setLimits(definition({ promotion: "gone", limits: [...totalLimit(9), ...totalLimit(0)] }));
    await ledger.setLimits(definition({ promotion: "left", limits: totalLimit(2) }));
    const effects = [effect({ code: "S" }), effect({ promotion: "spent" }), effect({ promotion: "left" })];
    await hold(ledger, "a", { customer: "anna", effects });
    await ledger.stop(["halted", "elsewhere"], false);
    const asked = [effect({ code: "S", first_order: true }), effect({ promotion: "halted" })];
    await ledger.reserve(command("b", { customer: "anna", effects: [], order: orderOf("o1") }));
    const answer = await ledger.reserve(command("c", { customer: "anna", effects: asked }));
    const short = (limit: string, per: string, granted: number | null = null) => ({
      promotion: "spring",
      limit,
      per,
      granted,
    });
    expect(answer).toEqual({
      code: "short",
      stopped: ["halted"],
      exhausted: ["gone", "spent", "spring"],
      shortages: [
        short("uses", "total"),
        short("each", "customer"),
        short("a-code", "code"),
        short("first_order", "first_order"),
        short("budget", "budget", 300),
      ],
    });
    const inDollars = command("c", { customer: "anna", effects: asked, currency: "USD" });
    expect(await ledger.reserve(inDollars)).toMatchObject({ exhausted: ["gone", "spring"] });
  });

  it("[LDG-9] lists 1,000 exhausted promotions at most", async () => {
    const ledger = freshLedger();
    const ids = Array.from({ length: 1001 }, (_, at) => `p${String(at).padStart(4, "0")}`);
    await Promise.all(
      ids.map((promotion) => ledger.setLimits(definition({ promotion, limits: totalLimit(0) }))),
    );
    const answer = await ledger.reserve(command("a", { effects: [effect({ promotion: "p1000" })] }));
    expect(answer).toMatchObject({ code: "short", exhausted: ids.slice(0, 1000) });
  });

  it("[LDG-9] is short only when no ended hold counts any more", async () => {
    const ledger = freshLedger();
    await ledger.setLimits(definition({ limits: totalLimit(1) }));
    await hold(ledger, "a", { ttl_ms: minuteMs });
    vi.setSystemTime(startMs + minuteMs - 1);
    expect(await ledger.reserve(command("b"))).toMatchObject({ code: "short", exhausted: ["spring"] });
    vi.setSystemTime(startMs + minuteMs);
    await hold(ledger, "b");
    expect(await kindsOf(ledger)).toEqual(["limits_set", "held", "expired", "held"]);
  });

  it("[LDG-10] asks for a customer where one is counted; a device alone is nobody", async () => {
    const ledger = freshLedger();
    await ledger.setLimits(definition({ limits: [{ id: "each", per: "customer", uses_max: 5 }] }));
    const nobody = { customer: null, customer_keys: ["device"] };
    const effects = [
      effect(),
      effect({ promotion: "welcome", first_order: true }),
      effect({ promotion: "any" }),
    ];
    expect(await ledger.reserve(command("a", { ...nobody, effects }))).toEqual({
      code: "customer_required",
      promotions: ["spring", "welcome"],
    });
    await hold(ledger, "a", { ...nobody, effects: effects.slice(2) });
    await hold(ledger, "b", { ...nobody, effects: effects.slice(0, 1), renews: "o0" });
    await hold(ledger, "c", { effects });
  });

  it.each<[string, Partial<ReserveCommand>, string]>([
    ["nothing cut, nothing expected", {}, "held"],
    ["the expected price", { expect_to_pay: 4500 }, "held"],
    ["a higher price", { expect_to_pay: 4499 }, "quote_changed"],
    ["a lower price", { expect_to_pay: 4501, accept_partial: true }, "quote_changed"],
    ["cut at the expected price", { cut: true, expect_to_pay: 4500 }, "held"],
    ["cut", { cut: true }, "quote_changed"],
    ["cut, partial grants accepted", { cut: true, accept_partial: true }, "held"],
  ])("[LDG-11] decides about %s", async (_, given, code) => {
    const ledger = freshLedger();
    expect((await ledger.reserve(command("a", given))).code).toBe(code);
    expect(await kindsOf(ledger)).toEqual(code === "held" ? ["held"] : []);
  });

  it("[LDG-13] holds and commits in two entries of one transaction", async () => {
    const ledger = freshLedger();
    const order = orderOf("o1", { paid_at: "2090-03-01T00:00:00.000Z" });
    const reservation = await reservationOf(ledger.reserve(command("a", { order })), "committed");
    expect(reservation).toMatchObject({ state: "committed", order, over_grants: [] });
    expect(await ledger.reserve(command("a", { order }))).toEqual({ code: "known", reservation });
    const entries = await entriesOf(ledger);
    expect(entries.map(({ seq, at_ms, body }) => [seq, at_ms, body.kind])).toEqual([
      [1, startMs, "held"],
      [2, startMs, "committed"],
    ]);
    expect(await ledger.usage("spring")).toMatchObject({ total: { held: 0, committed: 1 } });
  });
});

describe("replacing", () => {
  it("[LDG-12] judges as if the old were gone, and swaps them in one step", async () => {
    const ledger = freshLedger();
    const budget = { amounts: { EUR: 900 }, when_short: "cut" as const };
    const limits = [...totalLimit(1), { id: "each", per: "customer" as const, uses_max: 1 }];
    await ledger.setLimits(definition({ limits, budget }));
    const welcome = (amount: number) => [effect({ amount, first_order: true })];
    await hold(ledger, "a", { customer: "anna", effects: welcome(500) });
    const tooMuch = command("b", { customer: "anna", effects: welcome(901), replaces: "h-a" });
    expect(await ledger.reserve(tooMuch)).toEqual({
      code: "short",
      stopped: [],
      exhausted: [],
      shortages: [{ promotion: "spring", limit: "budget", per: "budget", granted: 900 }],
    });
    expect(await ledger.reservation("h-a")).toMatchObject({ state: "held" });
    await hold(ledger, "b", { customer: "anna", effects: welcome(900), replaces: "h-a" });
    expect((await entriesOf(ledger)).slice(2)).toMatchObject([
      { seq: 3, body: { kind: "released", reservation: { handle: "h-a" }, replaced_by: "h-b" } },
      { seq: 4, body: { kind: "held", replaces: "h-a" } },
    ]);
    expect(await ledger.reservation("h-a")).toMatchObject({ state: "released", document: null });
    expect((await ledger.commit("h-a", orderOf("o1"), "key-1")).code).toBe("already_released");
    expect(await ledger.usage("spring")).toMatchObject({ total: { held: 1 }, budget: [{ held: 900 }] });
  });

  it("[LDG-12] knows no unknown handle and no committed one", async () => {
    const ledger = freshLedger();
    await ledger.reserve(command("a", { order: orderOf("o1") }));
    expect(await ledger.reserve(command("b", { replaces: "h-x" }))).toEqual({ code: "replaces_unknown" });
    expect(await ledger.reserve(command("b", { replaces: "h-a" }))).toEqual({ code: "replaces_committed" });
  });

  it("[LDG-12] gives nothing back for an old one that holds nothing any more", async () => {
    const ledger = freshLedger();
    await ledger.setLimits(definition({ limits: totalLimit(1) }));
    await hold(ledger, "expired", { ttl_ms: minuteMs });
    vi.setSystemTime(startMs + minuteMs);
    await hold(ledger, "released");
    await ledger.release("h-released", "key-1");
    await hold(ledger, "other");
    for (const replaces of ["h-expired", "h-released"]) {
      expect((await ledger.reserve(command("a", { replaces }))).code).toBe("short");
    }
  });

  it("[LDG-12] takes the late commit from an expired hold, and leaves a released or voided one", async () => {
    const ledger = freshLedger();
    await hold(ledger, "expired", { ttl_ms: minuteMs });
    await hold(ledger, "released");
    await hold(ledger, "voided", { effects: [effect({ promotion: "halted" })] });
    await ledger.release("h-released", "key-1");
    await ledger.stop(["halted"], true);
    vi.setSystemTime(startMs + minuteMs);
    expect(await ledger.reservation("h-expired")).toMatchObject({
      state: "expired",
      document: expect.any(Uint8Array),
    });
    const code = async (id: string, order: string) =>
      (await ledger.commit(`h-${id}`, orderOf(order), "key-1")).code;
    for (const old of ["expired", "released", "voided"]) {
      await hold(ledger, `after-${old}`, { replaces: `h-${old}` });
      expect(await ledger.reservation(`h-${old}`)).toMatchObject({ state: old, document: null });
    }
    expect(await code("expired", "o1")).toBe("already_released");
    expect(await code("released", "o1")).toBe("already_released");
    expect(await code("voided", "o1")).toBe("stopped");
    expect(await ledger.usage("spring")).toMatchObject({ total: { held: 3, committed: 0 } });
  });
});
