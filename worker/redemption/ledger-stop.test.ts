/** Live settings: revisions of limits, stops that fence and void, resumptions, revoked keys. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { foldEntries } from "../../shared/ledger/fold.ts";
import {
  type CommandGiven,
  codeCounts,
  command,
  dayMs,
  definition,
  effect,
  entriesOf,
  freshLedger,
  hold,
  kindsOf,
  minuteMs,
  orderOf,
  startMs,
  totalLimit,
} from "./testing.ts";

beforeEach(() => {
  vi.setSystemTime(startMs);
});
afterEach(() => {
  vi.useRealTimers();
});

const naming = (...promotions: string[]): CommandGiven => ({
  effects: promotions.map((promotion) => effect({ promotion })),
});

describe("definitions of limits", () => {
  it("[LDG-31] stores a higher revision, acknowledges the same, and calls the rest older", async () => {
    const ledger = freshLedger();
    const three = definition({
      revision: 3,
      limits: totalLimit(1),
      budget: { amounts: { EUR: 9000, USD: 1 }, when_short: "cut" },
    });
    expect(await ledger.setLimits(three)).toEqual({ code: "stored", revision: 3 });
    const turned = { ...three, budget: { when_short: "cut" as const, amounts: { USD: 1, EUR: 9000 } } };
    expect(await ledger.setLimits(turned)).toEqual({ code: "stored", revision: 3 });
    const older = { code: "older", revision: 3 };
    expect(await ledger.setLimits({ ...three, limits: totalLimit(2) })).toEqual(older);
    expect(await ledger.setLimits({ ...three, budget: null })).toEqual(older);
    expect(await ledger.setLimits(definition({ revision: 2, limits: totalLimit(9) }))).toEqual(older);
    expect(await kindsOf(ledger)).toEqual(["limits_set"]);
    await hold(ledger, "a");
    expect((await ledger.reserve(command("b"))).code).toBe("short");
    expect(await ledger.setLimits(definition({ revision: 4 }))).toEqual({ code: "stored", revision: 4 });
    await hold(ledger, "b");
  });

  it("[LDG-31] ends no stop, and a stop takes no limits away", async () => {
    const ledger = freshLedger();
    await ledger.setLimits(definition({ limits: totalLimit(1) }));
    await ledger.stop(["spring"], false);
    await ledger.setLimits(definition({ revision: 2, limits: totalLimit(5) }));
    expect(await ledger.reserve(command("a"))).toMatchObject({ stopped: ["spring"], shortages: [] });
    await ledger.resume(["spring"]);
    expect(await ledger.usage("spring")).toMatchObject({ revision: 2, stopped: false });
  });
});

describe("stops", () => {
  it("[LDG-32] refuses from the acknowledgement on, with or without limits, alone or among others", async () => {
    const ledger = freshLedger();
    await ledger.setLimits(definition({ limits: totalLimit(10) }));
    expect(await ledger.stop(["spring", "unknown", "spring"], false)).toEqual({
      code: "stopped",
      seq: 2,
      voided: 0,
    });
    const stopped = async (...promotions: string[]) => {
      const answer = await ledger.reserve(command("a", naming(...promotions)));
      return answer.code === "short" ? answer.stopped : answer.code;
    };
    expect(await stopped("spring")).toEqual(["spring"]);
    expect(await stopped("unknown", "free", "spring")).toEqual(["unknown", "spring"]);
    expect(await ledger.reserve(command("a", { ...naming("unknown"), order: orderOf("o1") }))).toMatchObject({
      code: "short",
      stopped: ["unknown"],
    });
    expect(await stopped("free")).toBe("held");
  });

  it("[LDG-32] fences reservations that race with it", async () => {
    const ledger = freshLedger();
    const some = (from: number) =>
      Array.from({ length: 100 }, (_, at) => ledger.reserve(command(`c${from + at}`)));
    const early = some(0);
    const stopping = ledger.stop(["spring"], false);
    const meanwhile = some(100);
    const { seq } = await stopping;
    const after = codeCounts(await Promise.all(some(200)));
    expect(after).toEqual({ short: 100 });
    const before = codeCounts(await Promise.all([...early, ...meanwhile]));
    const entries = await entriesOf(ledger);
    expect(entries.filter(({ body }) => body.kind === "held").length).toBe(before.held);
    expect(entries.filter((entry) => entry.seq > seq)).toEqual([]);
    foldEntries(entries);
  });

  it("[LDG-33] voids every live hold that names one of the promotions", async () => {
    const ledger = freshLedger();
    await hold(ledger, "a", naming("spring"));
    await hold(ledger, "b", naming("free", "summer"));
    await hold(ledger, "c", naming("free"));
    await hold(ledger, "d", naming("spring"));
    await hold(ledger, "e", naming("spring"));
    await ledger.release("h-d", "key-1");
    await ledger.commit("h-e", orderOf("o1"), "key-1");
    expect(await ledger.stop(["spring", "summer"], true)).toMatchObject({ seq: 8, voided: 2 });
    const states = await Promise.all(["a", "b", "c", "d", "e"].map((id) => ledger.reservation(`h-${id}`)));
    expect(states.map((view) => view?.state)).toEqual(["voided", "voided", "held", "released", "committed"]);
    expect(states[0]?.document).toBeNull();
    expect(await ledger.usage("free")).toMatchObject({ total: { held: 1 }, budget: [{ held: 500 }] });
    expect(await ledger.usage("spring")).toMatchObject({ total: { held: 0, committed: 1 } });
    expect(await ledger.commit("h-a", orderOf("o2"), "key-1")).toEqual({ code: "stopped" });
    expect((await ledger.commit("h-e", orderOf("o1"), "key-1")).code).toBe("committed");
  });

  it("[LDG-33] voids more holds than one batch, all at once", async () => {
    const ledger = freshLedger();
    await Promise.all(Array.from({ length: 520 }, (_, at) => hold(ledger, `c${at}`)));
    expect(await ledger.stop(["spring"], true)).toEqual({ code: "stopped", seq: 521, voided: 520 });
    expect(await ledger.usage("spring")).toMatchObject({ total: { held: 0, committed: 0 } });
    foldEntries(await entriesOf(ledger));
  });

  it("[LDG-33] keeps what had expired by then from a late commit, also after a resumption", async () => {
    const ledger = freshLedger();
    await hold(ledger, "before", { ttl_ms: minuteMs });
    await hold(ledger, "other", { ...naming("free"), ttl_ms: minuteMs });
    vi.setSystemTime(startMs + minuteMs);
    expect(await ledger.stop(["spring"], true)).toMatchObject({ voided: 0 });
    await ledger.resume(["spring"]);
    await hold(ledger, "after", { ttl_ms: minuteMs });
    expect(await ledger.reservation("h-before")).toMatchObject({ state: "expired" });
    const paid = { paid_at: "2090-03-01T00:00:30.000Z" };
    expect(await ledger.commit("h-before", orderOf("o1", paid), "key-1")).toEqual({ code: "stopped" });
    expect((await ledger.commit("h-other", orderOf("o2"), "key-1")).code).toBe("committed");
    vi.setSystemTime(startMs + 3 * minuteMs);
    await ledger.stop(["spring"], false);
    expect((await ledger.commit("h-after", orderOf("o3"), "key-1")).code).toBe("committed");
    expect(await ledger.commit("h-before", orderOf("o1", paid), "key-1")).toEqual({ code: "stopped" });
  });

  it("[LDG-34] lasts until a resumption, and what changes nothing writes nothing", async () => {
    const ledger = freshLedger();
    expect(await ledger.resume(["spring"])).toEqual({ code: "resumed", seq: 0 });
    await ledger.stop(["spring"], false);
    expect(await ledger.stop(["spring"], false)).toEqual({ code: "stopped", seq: 1, voided: 0 });
    vi.setSystemTime(startMs + 400 * dayMs);
    expect((await ledger.reserve(command("a"))).code).toBe("short");
    await ledger.stop(["spring", "summer"], false);
    expect(await ledger.resume(["spring", "free"])).toEqual({ code: "resumed", seq: 3 });
    expect(await ledger.resume(["spring"])).toEqual({ code: "resumed", seq: 3 });
    await hold(ledger, "a");
    expect((await ledger.reserve(command("b", naming("summer")))).code).toBe("short");
    expect((await entriesOf(ledger)).map(({ body }) => body).slice(0, 3)).toEqual([
      { kind: "stopped", promotions: ["spring"], void_holds: false },
      { kind: "stopped", promotions: ["summer"], void_holds: false },
      { kind: "resumed", promotions: ["spring"] },
    ]);
  });

  it("[LDG-34] writes each stop that voids holds, since it fences what had expired by then", async () => {
    const ledger = freshLedger();
    await ledger.stop(["spring"], false);
    expect(await ledger.stop(["spring"], true)).toEqual({ code: "stopped", seq: 2, voided: 0 });
    expect(await kindsOf(ledger)).toEqual(["stopped", "stopped"]);
  });

  it("[LDG-34] splits a long list into entries of 1,000", async () => {
    const ledger = freshLedger();
    const promotions = Array.from({ length: 1001 }, (_, at) => `p${at}`);
    expect(await ledger.stop(promotions, false)).toMatchObject({ seq: 2 });
    expect((await ledger.reserve(command("a", naming("p0", "p1000")))).code).toBe("short");
    expect(await ledger.resume(promotions)).toEqual({ code: "resumed", seq: 4 });
    await hold(ledger, "a", naming("p0", "p1000"));
  });
});

describe("keys", () => {
  it("[LDG-35] lets a revoked key do nothing any more, for good", async () => {
    const ledger = freshLedger();
    await hold(ledger, "a");
    expect(await ledger.revokeKey("key-1")).toEqual({ code: "revoked" });
    expect(await ledger.revokeKey("key-1")).toEqual({ code: "revoked" });
    expect(await kindsOf(ledger)).toEqual(["held", "key_revoked"]);
    const refused = { code: "key_revoked" };
    vi.setSystemTime(startMs + minuteMs);
    expect(await ledger.reserve(command("a"))).toEqual(refused);
    expect(await ledger.reserve(command("b"))).toEqual(refused);
    expect(await ledger.reserve(command("b", { order: orderOf("o1") }))).toEqual(refused);
    expect(await ledger.commit("h-a", orderOf("o1"), "key-1")).toEqual(refused);
    expect(await ledger.release("h-a", "key-1")).toEqual(refused);
    expect(await ledger.extend("h-a", minuteMs, "key-1")).toEqual(refused);
    expect(await ledger.reservation("h-a")).toMatchObject({ state: "held" });
    expect((await ledger.commit("h-a", orderOf("o1"), "key-2")).code).toBe("committed");
    await hold(ledger, "b", { key_id: "key-2" });
  });
});
