import { runInDurableObject } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import type { ReserveAnswer, ReserveCommand } from "../../shared/ledger/rpc.ts";
import { codeCounts, command, definition, effect, freshLedger, totalLimit } from "./testing.ts";

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
});
