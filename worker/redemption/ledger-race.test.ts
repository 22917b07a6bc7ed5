/** Callers that come at once. The last test plants the field's most common mistake, so that these tests are known to find it. */
import { describe, expect, it } from "vitest";
import { decideReserve } from "../../shared/ledger/decide-reserve.ts";
import { foldEntries } from "../../shared/ledger/fold.ts";
import type { ReserveAnswer, ReserveCommand } from "../../shared/ledger/rpc.ts";
import { gatherReserve } from "./ledger-effects.ts";
import { LedgerStore } from "./ledger-store.ts";
import {
  type CommandGiven,
  codeCounts,
  command,
  definition,
  effect,
  entriesOf,
  freshLedger,
  inside,
  startMs,
  totalLimit,
} from "./testing.ts";

type Reserve = (command: ReserveCommand) => Promise<Pick<ReserveAnswer, "code">>;

/** Lets these callers go at once and counts what they were answered. */
async function race(reserve: Reserve, callers: number, given: (at: number) => CommandGiven = () => ({})) {
  const commands = Array.from({ length: callers }, (_, at) => command(`caller-${at}`, given(at)));
  return codeCounts(await Promise.all(commands.map(reserve)));
}

describe("races", () => {
  it.each([
    [200, 1],
    [1000, 100],
  ])(
    "[LDG-20] %i concurrent reservations on a limit of %i hold exactly that many",
    async (callers, usesMax) => {
      const ledger = freshLedger();
      await ledger.setLimits(definition({ limits: totalLimit(usesMax) }));
      expect(await race((one) => ledger.reserve(one), callers)).toEqual({
        held: usesMax,
        short: callers - usesMax,
      });
      expect(await ledger.usage("spring")).toMatchObject({ total: { held: usesMax, committed: 0 } });
      foldEntries(await entriesOf(ledger));
    },
  );

  it.each<[string, (at: number) => CommandGiven]>([
    ["one customer", () => ({ customer: "anna" })],
    ["many customers with one card", (at) => ({ customer: `c${at}`, customer_keys: ["card"] })],
    ["one customer with many codes", (at) => ({ customer: "anna", effects: [effect({ code: `K${at}` })] })],
  ])("[LDG-16] %s gets a limit per customer once", async (_, given) => {
    const ledger = freshLedger();
    await ledger.setLimits(definition({ limits: [{ id: "each", per: "customer", uses_max: 1 }] }));
    expect(await race((one) => ledger.reserve(one), 100, given)).toEqual({ held: 1, short: 99 });
  });

  it("[LDG-19] a budget is spent to the last unit and not beyond", async () => {
    const ledger = freshLedger();
    await ledger.setLimits(definition({ budget: { amounts: { EUR: 10_000 }, when_short: "refuse" } }));
    expect(await race((one) => ledger.reserve(one), 100)).toEqual({ held: 20, short: 80 });
    expect(await ledger.usage("spring")).toMatchObject({ budget: [{ held: 10_000 }] });
  });

  it.each([5, 30, 95])(
    "[LDG-21] a limit lowered after %i calls of a race is never exceeded afterwards",
    async (early) => {
      const ledger = freshLedger();
      await ledger.setLimits(definition({ limits: totalLimit(100) }));
      const first = race((one) => ledger.reserve(one), early);
      const lowering = ledger.setLimits(definition({ revision: 2, limits: totalLimit(30) }));
      const rest = race(({ reservation, ...one }) => {
        const id = `late-${reservation.id}`;
        return ledger.reserve({ ...one, reservation: { ...reservation, id, handle: `h-${id}` } });
      }, 150);
      expect(await lowering).toEqual({ code: "stored", revision: 2 });
      const counts = [await first, await rest].map(({ held = 0 }) => held);
      const entries = await entriesOf(ledger);
      foldEntries(entries);
      const lowered = entries.findIndex(({ body }) => body.kind === "limits_set" && body.revision === 2);
      const before = entries.slice(0, lowered).filter(({ body }) => body.kind === "held").length;
      expect(counts.reduce((sum, held) => sum + held)).toBe(Math.max(before, 30));
      expect((await ledger.reserve(command("after"))).code).toBe("short");
    },
  );

  it("[LDG-20] would find a wait between what is checked and what is written", async () => {
    const ledger = freshLedger();
    await ledger.setLimits(definition({ limits: totalLimit(1) }));
    const counts = await inside(ledger, (_, { storage }) => {
      const store = new LedgerStore(storage.sql);
      const waiting: Reserve = async (one) => {
        const { answer, steps } = decideReserve(gatherReserve(store, one, startMs), one, startMs);
        await scheduler.wait(0);
        storage.transactionSync(() => store.apply(steps, startMs));
        return answer;
      };
      return race(waiting, 200);
    });
    expect(counts.held).toBeGreaterThan(1);
    const entries = await entriesOf(ledger);
    expect(() => foldEntries(entries)).toThrow("exceeds uses of spring");
  });
});
