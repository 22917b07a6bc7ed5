/** What is counted, for whom, and both sides of every limit and budget. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Budget, LimitDefinition, UsageLimit } from "../../shared/model/limit.ts";
import {
  type CommandGiven,
  command,
  definition,
  effect,
  entriesOf,
  freshLedger,
  hold,
  type LedgerStub,
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

/** The limits that refuse this order, with what a budget would grant; empty if it is held. */
async function refused(ledger: LedgerStub, id: string, given: CommandGiven = {}) {
  const answer = await ledger.reserve(command(id, given));
  if (answer.code === "held") return [];
  if (answer.code !== "short") throw new Error(answer.code);
  return answer.shortages.map(({ limit, granted }) => (granted === null ? limit : `${limit} ${granted}`));
}

async function limited(given: Partial<LimitDefinition>): Promise<LedgerStub> {
  const ledger = freshLedger();
  await ledger.setLimits(definition(given));
  return ledger;
}

const each = (usesMax: number): UsageLimit[] => [{ id: "each", per: "customer", uses_max: usesMax }];
const perCode = (usesMax: number): UsageLimit[] => [{ id: "a-code", per: "code", uses_max: usesMax }];
const coded = (code: string | null) => ({ effects: [effect({ code })] });

describe("counting", () => {
  it("[LDG-14] counts before any limit is set, so that one set later judges all uses", async () => {
    const ledger = freshLedger();
    await hold(ledger, "a", { customer: "anna", ...coded("S") });
    await ledger.reserve(command("b", { customer: "ben", ...coded("T"), order: orderOf("o1") }));
    await ledger.setLimits(definition({ limits: totalLimit(2) }));
    expect(await refused(ledger, "c")).toEqual(["uses"]);
    const limits = [...totalLimit(3), ...each(1), ...perCode(1)];
    const budget: Budget = { amounts: { EUR: 1499 }, when_short: "cut" };
    await ledger.setLimits(definition({ revision: 2, limits, budget }));
    expect(await refused(ledger, "c", { customer: "anna", ...coded("T") })).toEqual([
      "each",
      "a-code",
      "budget 499",
    ]);
    expect(await refused(ledger, "c", { customer: "cleo", effects: [effect({ amount: 499 })] })).toEqual([]);
  });

  it("[LDG-14] counts for the owner of the limit, whatever code was typed", async () => {
    const ledger = await limited({ limits: totalLimit(2) });
    await hold(ledger, "a", coded("S"));
    await hold(ledger, "b", coded("T"));
    expect(await refused(ledger, "c", coded("U"))).toEqual(["uses"]);
    expect(await refused(ledger, "c", coded(null))).toEqual(["uses"]);
    expect(await refused(ledger, "d", { effects: [effect({ promotion: "summer", code: "S" })] })).toEqual([]);
  });

  it.each<[string, UsageLimit[], CommandGiven, CommandGiven]>([
    ["total", totalLimit(2), {}, { customer: "ben" }],
    ["customer", each(2), { customer: "anna" }, { customer: "ben" }],
    ["code", perCode(2), coded("S"), coded("T")],
  ])("[LDG-15] judges held and committed against a limit per %s", async (per, limits, same, other) => {
    const ledger = await limited({ limits });
    await ledger.reserve(command("a", { ...same, order: orderOf("o1") }));
    await hold(ledger, "b", same);
    expect(await refused(ledger, "c", same)).toEqual([limits[0]?.id]);
    expect(await refused(ledger, "d", other)).toEqual(per === "total" ? ["uses"] : []);
    await ledger.release("h-b", "key-1");
    expect(await refused(ledger, "c", same)).toEqual([]);
    expect(await refused(ledger, "e", same)).toEqual([limits[0]?.id]);
  });

  it("[LDG-15] judges several limits of one promotion each on its own", async () => {
    const limits: UsageLimit[] = [
      { id: "most", per: "total", uses_max: 3 },
      { id: "fewer", per: "total", uses_max: 2 },
      { id: "each-2", per: "customer", uses_max: 2 },
      { id: "each-1", per: "customer", uses_max: 1 },
    ];
    const ledger = await limited({ limits });
    await hold(ledger, "a", { customer: "anna" });
    expect(await refused(ledger, "b", { customer: "anna" })).toEqual(["each-1"]);
    await hold(ledger, "b", { customer: "ben" });
    expect(await refused(ledger, "c", { customer: "cleo" })).toEqual(["fewer"]);
    expect(await refused(ledger, "c", { customer: "anna" })).toEqual(["fewer", "each-1"]);
  });

  it("[LDG-15] does not ask an order without a code about a limit per code", async () => {
    const ledger = await limited({ limits: perCode(0) });
    expect(await refused(ledger, "a", coded(null))).toEqual([]);
    expect(await refused(ledger, "b", coded("S"))).toEqual(["a-code"]);
  });

  it("[LDG-16] is used up if it is used up for any key of the order", async () => {
    const ledger = await limited({ limits: each(1) });
    await hold(ledger, "a", { customer: "anna", customer_keys: ["mail", "card"] });
    expect(await refused(ledger, "b", { customer: "anna", customer_keys: [] })).toEqual(["each"]);
    expect(await refused(ledger, "b", { customer: "ben", customer_keys: ["phone", "card"] })).toEqual([
      "each",
    ]);
    expect(await refused(ledger, "b", { customer: "ben", customer_keys: ["mail"] })).toEqual(["each"]);
    await hold(ledger, "b", { customer: "ben", customer_keys: ["ben", "phone"] });
    expect(await refused(ledger, "c", { customer: "cleo", customer_keys: ["phone"] })).toEqual(["each"]);
    expect(await refused(ledger, "c", { customer: "cleo", customer_keys: ["cleo", "other"] })).toEqual([]);
  });

  it("[LDG-17] neither counts a renewal per customer nor judges it, but everywhere else", async () => {
    const budget: Budget = { amounts: { EUR: 1500 }, when_short: "refuse" };
    const ledger = await limited({ limits: [...each(1), ...totalLimit(4), ...perCode(3)], budget });
    const anna = { customer: "anna", ...coded("S") };
    await hold(ledger, "a", { ...anna, renews: "o0" });
    await hold(ledger, "b", anna);
    expect(await refused(ledger, "c", anna)).toEqual(["each"]);
    await hold(ledger, "c", { ...anna, renews: "o0" });
    expect(await refused(ledger, "d", { ...anna, renews: "o0" })).toEqual(["a-code", "budget"]);
    await hold(ledger, "d", { customer: "anna", effects: [effect({ amount: 0 })], renews: "o0" });
    const free = { customer: "anna", effects: [effect({ amount: 0 })], renews: "o0" };
    expect(await refused(ledger, "e", free)).toEqual(["uses"]);
  });

  it("[LDG-18] has one first-order place for each key: a live hold takes it, any committed order keeps it", async () => {
    const ledger = freshLedger();
    const welcome = (customer: string, keys: string[] = []): CommandGiven => ({
      customer,
      customer_keys: keys,
      effects: [effect({ first_order: true })],
    });
    await hold(ledger, "a", { ...welcome("anna", ["mail"]), ttl_ms: minuteMs });
    expect(await refused(ledger, "b", welcome("anna"))).toEqual(["first_order"]);
    expect(await refused(ledger, "b", welcome("ben", ["mail"]))).toEqual(["first_order"]);
    await hold(ledger, "plain", { customer: "anna" });
    vi.setSystemTime(startMs + minuteMs);
    await hold(ledger, "b", welcome("ben", ["mail"]));
    await ledger.release("h-b", "key-1");
    await hold(ledger, "c", welcome("anna", ["mail"]));
    await ledger.commit("h-c", orderOf("o1"), "key-1");
    expect(await refused(ledger, "d", welcome("anna"))).toEqual(["first_order"]);
    expect(await refused(ledger, "d", welcome("cleo", ["mail"]))).toEqual(["first_order"]);
    await hold(ledger, "dora-1", { customer: "dora", effects: [] });
    await hold(ledger, "dora-2", welcome("dora"));
    await ledger.release("h-dora-2", "key-1");
    await ledger.commit("h-dora-1", orderOf("o2"), "key-1");
    expect(await refused(ledger, "dora-3", welcome("dora"))).toEqual(["first_order"]);
  });
});

describe("budgets", () => {
  it.each<[Budget["when_short"], string[], string[]]>([
    ["cut", ["budget 300"], ["budget"]],
    ["refuse", ["budget"], ["budget"]],
    ["close", [], ["budget"]],
  ])("[LDG-19] when short, %s", async (whenShort, overLeft, overNothing) => {
    const take = (amount: number): CommandGiven => ({ effects: [effect({ amount })] });
    const budget: Budget = { amounts: { EUR: 1000 }, when_short: whenShort };
    const exact = await limited({ budget });
    await hold(exact, "a", take(700));
    expect(await refused(exact, "b", take(300))).toEqual([]);
    expect(await refused(exact, "c", take(1))).toEqual(overNothing);
    const over = await limited({ budget });
    await hold(over, "a", take(700));
    expect(await refused(over, "b", take(301))).toEqual(overLeft);
    expect(await refused(over, "c", { ...take(9999), currency: "USD" })).toEqual([]);
    if (whenShort === "close") expect(await refused(over, "d", take(1))).toEqual(overNothing);
    await over.release("h-a", "key-1");
    expect(await refused(over, "e", take(600))).toEqual([]);
  });

  it("[LDG-21] grants nothing while what was given is at or above a lowered limit", async () => {
    const ledger = await limited({ limits: totalLimit(5) });
    for (const id of ["a", "b", "c"]) await hold(ledger, id);
    await ledger.reserve(command("d", { order: orderOf("o1") }));
    await ledger.setLimits(definition({ revision: 2, limits: totalLimit(2) }));
    expect(await ledger.reservation("h-a")).toMatchObject({ state: "held" });
    for (const id of ["a", "b"]) {
      expect(await refused(ledger, "e")).toEqual(["uses"]);
      await ledger.release(`h-${id}`, "key-1");
    }
    expect(await refused(ledger, "e")).toEqual(["uses"]);
    await ledger.release("h-c", "key-1");
    expect(await refused(ledger, "e")).toEqual([]);
    expect(await refused(ledger, "f")).toEqual(["uses"]);
  });

  it("[LDG-21] lowers a budget alike", async () => {
    const ledger = await limited({ budget: { amounts: { EUR: 1000 }, when_short: "cut" } });
    await hold(ledger, "a");
    const lower: Budget = { amounts: { EUR: 500 }, when_short: "cut" };
    await ledger.setLimits(definition({ revision: 2, budget: lower }));
    expect(await refused(ledger, "b")).toEqual(["budget"]);
    await ledger.setLimits(definition({ revision: 3, budget: { ...lower, amounts: { EUR: 501 } } }));
    expect(await refused(ledger, "b")).toEqual(["budget 1"]);
  });
});

describe("looking", () => {
  const asked = { promotion: "spring", code: null, amount: 500, first_order: false };
  const anna = { customer: "anna", customer_keys: ["mail"], currency: "EUR" };

  it("[LDG-39] checks what an order would be refused for and holds nothing", async () => {
    const budget: Budget = { amounts: { EUR: 800 }, when_short: "cut" };
    const ledger = await limited({ limits: [...each(1), ...totalLimit(2)], budget });
    expect(await ledger.check({ ...anna, promotions: [asked] })).toEqual({
      shortages: [],
      stopped: [],
      exhausted: [],
    });
    await hold(ledger, "a", { customer: "ben", customer_keys: ["mail"], ttl_ms: minuteMs });
    await ledger.setLimits(definition({ promotion: "gone", limits: totalLimit(0) }));
    await ledger.stop(["halted"], false);
    const before = await entriesOf(ledger);
    const promotions = [asked, { ...asked, promotion: "halted" }];
    expect(await ledger.check({ ...anna, promotions })).toEqual({
      shortages: [
        { promotion: "spring", limit: "each", per: "customer", granted: null },
        { promotion: "spring", limit: "budget", per: "budget", granted: 300 },
      ],
      stopped: ["halted"],
      exhausted: ["gone"],
    });
    const nobody = { customer: null, customer_keys: [], currency: "USD" };
    const first = { ...asked, first_order: true };
    expect(await ledger.check({ ...nobody, promotions: [first] })).toMatchObject({ shortages: [] });
    expect(await entriesOf(ledger)).toEqual(before);
    vi.setSystemTime(startMs + minuteMs);
    expect(await ledger.check({ ...anna, promotions: [asked] })).toMatchObject({ shortages: [] });
  });

  it("[LDG-39] tells the use of one promotion as it is now", async () => {
    const ledger = await limited({ revision: 3, budget: { amounts: { EUR: 800 }, when_short: "cut" } });
    expect(await ledger.usage("unknown")).toBeNull();
    await hold(ledger, "a", { ttl_ms: minuteMs, effects: [effect({ amount: 200 })] });
    await ledger.reserve(command("b", { order: orderOf("o1") }));
    await hold(ledger, "c", { currency: "USD" });
    await ledger.stop(["spring"], false);
    const usage = {
      promotion: "spring",
      revision: 3,
      stopped: true,
      total: { held: 2, committed: 1 },
      budget: [
        { currency: "EUR", held: 200, committed: 500, amount: 800 },
        { currency: "USD", held: 500, committed: 0, amount: null },
      ],
    };
    expect(await ledger.usage("spring")).toEqual(usage);
    vi.setSystemTime(startMs + minuteMs);
    expect(await ledger.usage("spring")).toMatchObject({
      total: { held: 1, committed: 1 },
      budget: [{ held: 0 }, { held: 500 }],
    });
  });
});
