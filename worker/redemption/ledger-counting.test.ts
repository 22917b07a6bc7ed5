/** Limits, budgets and first orders: both sides of each. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { LimitDefinition } from "../../shared/model/limit.ts";
import {
  type CommandGiven,
  command,
  definition,
  effect,
  freshLedger,
  type LedgerStub,
  orderOf,
  startMs,
  totalLimit,
} from "./testing.ts";

beforeEach(() => void vi.setSystemTime(startMs));
afterEach(() => void vi.useRealTimers());

async function limited(settings: Partial<LimitDefinition>): Promise<LedgerStub> {
  const ledger = freshLedger();
  await ledger.setLimits(definition(settings));
  return ledger;
}

/** Codes of one reservation after the other. */
async function codes(ledger: LedgerStub, commands: CommandGiven[]): Promise<string[]> {
  const answered: string[] = [];
  for (const [at, given] of commands.entries()) {
    answered.push((await ledger.reserve(command(`r${at}`, given))).code);
  }
  return answered;
}

describe("limits", () => {
  it("[LDG-14] uses are counted before there is a limit, by its owner and not by the code", async () => {
    const ledger = freshLedger();
    await codes(ledger, [{ effects: [effect({ code: "A" })] }, { effects: [effect({ code: "B" })] }]);
    await ledger.setLimits(definition({ limits: totalLimit(2) }));
    expect((await ledger.reserve(command("c", { effects: [effect({ code: "C" })] }))).code).toBe("short");
    await ledger.setLimits(definition({ revision: 2, limits: totalLimit(3) }));
    expect((await ledger.reserve(command("c", { effects: [effect({ code: "C" })] }))).code).toBe("held");
  });

  it("[LDG-15] the last use of a limit is given and the next is not, for all and for each code", async () => {
    const total = await limited({ limits: totalLimit(2) });
    expect(await codes(total, [{}, {}, {}])).toEqual(["held", "held", "short"]);
    const byCode = await limited({ limits: [{ id: "code", per: "code", uses_max: 1 }] });
    const typed = (code: string | null) => ({ effects: [effect({ code })] });
    expect(await codes(byCode, [typed("A"), typed("A"), typed("B"), typed(null)])).toEqual([
      "held",
      "short",
      "held",
      "held",
    ]);
  });

  it("[LDG-15] several limits of one promotion are judged each on its own", async () => {
    const ledger = await limited({
      limits: [...totalLimit(3), { id: "each", per: "customer", uses_max: 1 }],
    });
    expect(
      await codes(ledger, [
        { customer: "x" },
        { customer: "x" },
        { customer: "y" },
        { customer: "z" },
        { customer: "w" },
      ]),
    ).toEqual(["held", "short", "held", "held", "short"]);
  });

  it("[LDG-16] used up for one name of a customer is used up", async () => {
    const ledger = await limited({ limits: [{ id: "each", per: "customer", uses_max: 1 }] });
    const named = (customer: string, ...keys: string[]) => ({ customer, customer_keys: [customer, ...keys] });
    expect(
      await codes(ledger, [
        named("id-1", "mail-1"),
        named("id-2", "mail-1"),
        named("mail-1"),
        named("id-1", "mail-2"),
        named("id-2", "mail-2"),
      ]),
    ).toEqual(["held", "short", "short", "short", "held"]);
  });

  it("[LDG-17] a renewal is no use of a customer, but one of all", async () => {
    const ledger = await limited({
      limits: [...totalLimit(3), { id: "each", per: "customer", uses_max: 1 }],
    });
    const renewal = { customer: "x", renews: "o1" };
    expect(await codes(ledger, [{ customer: "x" }, renewal, renewal, renewal])).toEqual([
      "held",
      "held",
      "held",
      "short",
    ]);
  });

  it("[LDG-18] a first order is taken by a hold that rests on it and by any committed order", async () => {
    const ledger = freshLedger();
    const first = (customer: string) => ({ customer, effects: [effect({ first_order: true })] });
    expect(await codes(ledger, [first("x"), first("x")])).toEqual(["held", "short"]);
    await ledger.release("h-r0", "key-1");
    expect((await ledger.reserve(command("again", first("x")))).code).toBe("held");
    await ledger.reserve(command("plain", { customer: "y", effects: [] }));
    await ledger.commit("h-plain", orderOf("o1"), "key-1");
    expect(await ledger.reserve(command("late", first("y")))).toMatchObject({
      code: "short",
      shortages: [{ limit: "first_order", per: "first_order", granted: null }],
    });
  });
});

describe("budgets", () => {
  const budget = (when_short: "cut" | "refuse" | "close") => ({
    budget: { amounts: { EUR: 1_200 }, when_short },
  });
  const short = (granted: number | null) => ({
    code: "short",
    shortages: [{ promotion: "spring", limit: "budget", per: "budget", granted }],
  });

  it.each([
    ["cut", 200],
    ["refuse", null],
  ] as const)("[LDG-19] %s: what fits is held, what does not grants %s", async (when, granted) => {
    const ledger = await limited(budget(when));
    expect(await codes(ledger, [{}, {}])).toEqual(["held", "held"]);
    expect(await ledger.reserve(command("c"))).toMatchObject(short(granted));
    expect((await ledger.reserve(command("d", { effects: [effect({ amount: 200 })] }))).code).toBe("held");
    expect(await ledger.reserve(command("e", { effects: [effect({ amount: 1 })] }))).toMatchObject(
      short(null),
    );
    expect((await ledger.reserve(command("f", { currency: "USD" }))).code).toBe("held");
  });

  it("[LDG-19] close: the order that needs more gets all of it, and nothing after", async () => {
    const ledger = await limited(budget("close"));
    expect(await codes(ledger, [{}, {}, {}])).toEqual(["held", "held", "held"]);
    expect(await ledger.reserve(command("d"))).toMatchObject(short(null));
    expect((await ledger.usage("spring"))?.budget).toEqual([
      { currency: "EUR", held: 1_500, committed: 0, amount: 1_200 },
    ]);
  });
});

describe("lowered limits", () => {
  it("[LDG-20, LDG-21] nothing is given at or above a lowered limit, and what was given stays", async () => {
    const ledger = await limited({ limits: totalLimit(5) });
    await codes(ledger, [{}, {}, {}]);
    await ledger.setLimits(definition({ revision: 2, limits: totalLimit(2) }));
    expect((await ledger.reserve(command("d"))).code).toBe("short");
    expect((await ledger.commit("h-r0", orderOf("o1"), "key-1")).code).toBe("committed");
    await ledger.release("h-r1", "key-1");
    expect((await ledger.reserve(command("d"))).code).toBe("short");
    await ledger.release("h-r2", "key-1");
    expect((await ledger.reserve(command("d"))).code).toBe("held");
    expect((await ledger.usage("spring"))?.total).toEqual({ held: 1, committed: 1 });
  });
});
