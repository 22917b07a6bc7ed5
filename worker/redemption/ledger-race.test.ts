/** Many callers at once: exactly as many get something as there is, and a ledger that waits between check and write is found out. */
import { describe, expect, it } from "vitest";
import type { ReserveAnswer, ReserveCommand } from "../../shared/ledger/rpc.ts";
import { codeCounts, command, definition, freshLedger, inside, totalLimit } from "./testing.ts";

type Reserve = (command: ReserveCommand) => Promise<ReserveAnswer>;

async function race(reserve: Reserve, callers: number): Promise<Record<string, number>> {
  const commands = Array.from({ length: callers }, (_, at) => command(`caller-${at}`));
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
    },
  );

  it("[LDG-1] the same race finds a ledger that waits between its check and its write", async () => {
    const held = await inside(freshLedger(), async (object) => {
      const waiting: Reserve = async (one) => {
        const total = (await object.usage("spring"))?.total ?? { held: 0, committed: 0 };
        if (total.held + total.committed >= 1)
          return { code: "short", shortages: [], stopped: [], exhausted: [] };
        return object.reserve(one);
      };
      return (await race(waiting, 200)).held ?? 0;
    });
    expect(held).toBeGreaterThan(1);
  });

  it("[LDG-5] the same call many times at once has one effect", async () => {
    const ledger = freshLedger();
    const answers = await Promise.all(Array.from({ length: 50 }, () => ledger.reserve(command("a"))));
    expect(codeCounts(answers)).toEqual({ held: 1, known: 49 });
    expect((await ledger.entriesAfter(0, 500, 0)).high).toBe(1);
  });

  it("[LDG-21] a limit that is lowered in the middle is not exceeded by what comes after", async () => {
    const ledger = freshLedger();
    await ledger.setLimits(definition({ limits: totalLimit(1_000) }));
    const before = race((one) => ledger.reserve(one), 100);
    await ledger.setLimits(definition({ revision: 2, limits: totalLimit(10) }));
    const after = Array.from({ length: 100 }, (_, at) => ledger.reserve(command(`after-${at}`)));
    const given = ((await before).held ?? 0) + (codeCounts(await Promise.all(after)).held ?? 0);
    const late = await ledger.reserve(command("late"));
    expect(late.code).toBe(given >= 10 ? "short" : "held");
    expect((await ledger.usage("spring"))?.total.held).toBe(given);
    expect(codeCounts(await Promise.all(after)).held ?? 0).toBeLessThanOrEqual(10);
  });
});
