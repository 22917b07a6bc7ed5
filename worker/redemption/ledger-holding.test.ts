/** The object itself, ids, and what a reservation is answered. */
import { evictDurableObject } from "cloudflare:test";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  command,
  definition,
  effect,
  freshLedger,
  inside,
  type LedgerStub,
  orderOf,
  startMs,
  totalLimit,
} from "./testing.ts";

beforeEach(() => void vi.setSystemTime(startMs));
afterEach(() => void vi.useRealTimers());

const minuteMs = 60_000;
const dayMs = 86_400_000;

async function kinds(ledger: LedgerStub): Promise<string[]> {
  const { entries } = await ledger.entriesAfter(0, 500, 0);
  return entries.map(({ body }) => body.kind);
}

describe("the object", () => {
  it("[LDG-1] a throw after the first write of a call leaves no trace of it", async () => {
    const ledger = freshLedger();
    await ledger.setLimits(definition({ limits: totalLimit(5) }));
    await inside(ledger, async (object) => {
      const { store } = object as unknown as { store: { apply: (...all: unknown[]) => void } };
      const apply = store.apply.bind(store);
      store.apply = (...all) => {
        apply(...all);
        throw new Error("after the write");
      };
      await expect(object.reserve(command("a"))).rejects.toThrow("after the write");
      store.apply = apply;
    });
    expect(await kinds(ledger)).toEqual(["limits_set"]);
    expect((await ledger.reserve(command("a"))).code).toBe("held");
  });

  it("[LDG-1] what was answered is there after the object was evicted", async () => {
    const ledger = freshLedger();
    await ledger.setLimits(definition({ limits: totalLimit(1) }));
    await ledger.reserve(command("a"));
    await evictDurableObject(ledger);
    expect((await ledger.reserve(command("b"))).code).toBe("short");
    await evictDurableObject(ledger);
    expect((await ledger.commit("h-a", orderOf("o1"), "key-1")).code).toBe("committed");
  });

  it("[LDG-2] time never runs back: a hold that has ended stays ended though the clock is set back a day", async () => {
    const ledger = freshLedger();
    await ledger.reserve(command("a"));
    vi.setSystemTime(startMs + 20 * minuteMs);
    expect((await ledger.reservation("h-a"))?.state).toBe("expired");
    vi.setSystemTime(startMs - dayMs);
    expect((await ledger.reservation("h-a"))?.state).toBe("expired");
    const late = await ledger.reserve(command("b"));
    expect(late).toMatchObject({ reservation: { expires_at_ms: startMs + 35 * minuteMs } });
  });

  it("[LDG-3] every change is one entry, numbered without gaps, oldest first", async () => {
    const ledger = freshLedger();
    await ledger.setLimits(definition());
    await ledger.reserve(command("a"));
    await ledger.extend("h-a", 30 * minuteMs, "key-1");
    await ledger.commit("h-a", orderOf("o1"), "key-1");
    await ledger.reserve(command("b"));
    await ledger.release("h-b", "key-1");
    const { entries, high } = await ledger.entriesAfter(0, 500, 0);
    expect(entries.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(entries.map(({ body }) => body.kind)).toEqual([
      "limits_set",
      "held",
      "extended",
      "committed",
      "held",
      "released",
    ]);
    expect(high).toBe(6);
  });

  it("[LDG-4] a resolved reservation changes no more", async () => {
    const ledger = freshLedger();
    await ledger.reserve(command("a"));
    await ledger.commit("h-a", orderOf("o1"), "key-1");
    expect((await ledger.release("h-a", "key-1")).code).toBe("already_committed");
    await ledger.reserve(command("b"));
    await ledger.release("h-b", "key-1");
    expect((await ledger.commit("h-b", orderOf("o2"), "key-1")).code).toBe("already_released");
    expect(await kinds(ledger)).toEqual(["held", "committed", "held", "released"]);
  });
});

describe("ids", () => {
  it("[LDG-5] the same request is answered as recorded, another one is a conflict, a refusal binds nothing", async () => {
    const ledger = freshLedger();
    const first = await ledger.reserve(command("a"));
    const again = await ledger.reserve(command("a", { toPay: 1 }));
    expect(again).toMatchObject({ code: "known" });
    expect(again).toMatchObject({ reservation: "reservation" in first ? first.reservation : {} });
    expect((await ledger.reserve(command("a", { request_hash: "other" }))).code).toBe("id_conflict");
    expect(await ledger.outcome("a", "hash-of-a")).toMatchObject({ code: "known" });
    expect(await ledger.outcome("a", "other")).toEqual({ code: "id_conflict" });
    expect(await ledger.outcome("nobody", "hash")).toBeNull();

    await ledger.setLimits(definition({ limits: totalLimit(0) }));
    expect((await ledger.reserve(command("b"))).code).toBe("short");
    const free = command("b", { effects: [], request_hash: "other" });
    expect((await ledger.reserve(free)).code).toBe("held");
  });

  it("[LDG-6] an id is answered for 30 days after the end, then it is free", async () => {
    const ledger = freshLedger();
    await ledger.reserve(command("a"));
    await ledger.release("h-a", "key-1");
    vi.setSystemTime(startMs + 30 * dayMs - 1);
    await inside(ledger, (object) => object.alarm());
    expect((await ledger.reserve(command("a", { request_hash: "other" }))).code).toBe("id_conflict");
    vi.setSystemTime(startMs + 30 * dayMs);
    await inside(ledger, (object) => object.alarm());
    expect((await ledger.reserve(command("a", { request_hash: "other" }))).code).toBe("held");
  });
});

describe("reserve", () => {
  it("[LDG-7] the first refusal that applies is answered", async () => {
    const ledger = freshLedger();
    await ledger.setLimits(definition({ limits: totalLimit(1) }));
    await ledger.reserve(command("a", { order: orderOf("o1") }));
    const all = { order: orderOf("o1"), replaces: "h-none", expect_to_pay: 1, customer: null };
    expect((await ledger.reserve(command("b", all))).code).toBe("order_exists");
    expect((await ledger.reserve(command("b", { ...all, order: null }))).code).toBe("replaces_unknown");
    expect((await ledger.reserve(command("b", { ...all, order: null, replaces: "h-a" }))).code).toBe(
      "replaces_committed",
    );
    expect((await ledger.reserve(command("b", { ...all, order: null, replaces: null }))).code).toBe("short");
    const perCustomer = definition({ revision: 2, limits: [{ id: "each", per: "customer", uses_max: 1 }] });
    await ledger.setLimits(perCustomer);
    const nobody = { ...all, order: null, replaces: null };
    expect((await ledger.reserve(command("b", nobody))).code).toBe("customer_required");
    expect((await ledger.reserve(command("b", { ...nobody, customer: "c" }))).code).toBe("quote_changed");
    await ledger.revokeKey("key-1");
    expect((await ledger.reserve(command("a"))).code).toBe("key_revoked");
  });

  it("[LDG-8, LDG-9] one shortage refuses all, and every shortage, stop and exhausted promotion is named", async () => {
    const ledger = freshLedger();
    await ledger.setLimits(definition({ promotion: "gone", limits: totalLimit(0) }));
    await ledger.setLimits(
      definition({ promotion: "poor", budget: { amounts: { EUR: 300 }, when_short: "cut" } }),
    );
    await ledger.setLimits(definition({ promotion: "other", limits: totalLimit(0) }));
    await ledger.stop(["still"], false);
    const effects = ["gone", "poor", "still", "fine"].map((promotion) => effect({ promotion }));
    expect(await ledger.reserve(command("a", { effects }))).toEqual({
      code: "short",
      shortages: [
        { promotion: "gone", limit: "uses", per: "total", granted: null },
        { promotion: "poor", limit: "budget", per: "budget", granted: 300 },
      ],
      stopped: ["still"],
      exhausted: ["gone", "other"],
    });
    expect((await ledger.usage("fine"))?.total ?? { held: 0, committed: 0 }).toEqual({
      held: 0,
      committed: 0,
    });
    expect(await ledger.reservation("h-a")).toBeNull();
  });

  it("[LDG-10] nobody is refused by a limit per customer and by a first order, a device alone is nobody", async () => {
    const ledger = freshLedger();
    await ledger.setLimits(definition({ limits: [{ id: "each", per: "customer", uses_max: 1 }] }));
    const device = { customer: null, customer_keys: ["device"] };
    const refused = { code: "customer_required", promotions: ["spring"] };
    expect(await ledger.reserve(command("a", device))).toEqual(refused);
    const first = [effect({ promotion: "welcome", first_order: true })];
    expect(await ledger.reserve(command("a", { ...device, effects: first }))).toEqual({
      code: "customer_required",
      promotions: ["welcome"],
    });
    expect(
      (await ledger.reserve(command("a", { ...device, effects: [effect({ promotion: "free" })] }))).code,
    ).toBe("held");
  });

  it.each([
    [{ expect_to_pay: 4_500 }, "held"],
    [{ expect_to_pay: 4_499 }, "quote_changed"],
    [{ expect_to_pay: 4_500, cut: true }, "held"],
    [{ cut: true }, "quote_changed"],
    [{ cut: true, accept_partial: true }, "held"],
    [{}, "held"],
  ])("[LDG-11] %j is %s", async (given, code) => {
    expect((await freshLedger().reserve(command("a", given))).code).toBe(code);
  });

  it("[LDG-12] replacing is judged as if the old were gone, and a refusal leaves the old as it is", async () => {
    const ledger = freshLedger();
    await ledger.setLimits(definition({ limits: totalLimit(1) }));
    await ledger.reserve(command("a"));
    const refused = { replaces: "h-a", effects: [effect(), effect({ promotion: "none" })] };
    await ledger.setLimits(definition({ promotion: "none", limits: totalLimit(0) }));
    expect((await ledger.reserve(command("b", refused))).code).toBe("short");
    expect((await ledger.reservation("h-a"))?.state).toBe("held");
    expect((await ledger.reserve(command("b", { replaces: "h-a" }))).code).toBe("held");
    expect((await ledger.reservation("h-a"))?.state).toBe("released");
    expect((await ledger.usage("spring"))?.total).toEqual({ held: 1, committed: 0 });
    vi.setSystemTime(startMs + 20 * minuteMs);
    expect((await ledger.reserve(command("c", { replaces: "h-b" }))).code).toBe("held");
    expect(
      (await ledger.commit("h-b", orderOf("o1", { paid_at: "2026-03-01T00:20:00Z" }), "key-1")).code,
    ).toBe("already_released");
  });

  it("[LDG-13] with its order it is held and committed at once, as two entries", async () => {
    const ledger = freshLedger();
    expect(await ledger.reserve(command("a", { order: orderOf("o1") }))).toMatchObject({
      code: "committed",
      reservation: { state: "committed", order: { external_id: "o1" } },
    });
    expect(await kinds(ledger)).toEqual(["held", "committed"]);
    expect((await ledger.order("o1"))?.handle).toBe("h-a");
    expect((await ledger.usage("spring"))?.total).toEqual({ held: 0, committed: 1 });
  });
});
