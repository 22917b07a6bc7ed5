/**
 * Inputs of an evaluation from outside the rules: what the mask stops, and what the ledger said is short. A promotion stands in one
 * list, for its gravest reason.
 */
import type { Shortage } from "../../shared/ledger/rpc.ts";
import type { Granted, LeftOut } from "../../shared/model/decision.ts";
import { compareText } from "../../shared/model/identifier.ts";

export interface Adjustments {
  left_out: LeftOut[];
  granted: Granted[];
}

/** What a ledger answered that must change before pricing again. */
export interface Shortfall {
  shortages: Shortage[];
  stopped: string[];
  exhausted: string[];
}

const NOTHING: Adjustments = { left_out: [], granted: [] };

/** What the pointer's mask leaves out. */
export function maskedOut(mask: { stopped: string[]; exhausted: string[] }): Adjustments {
  return adjusted(NOTHING, { shortages: [], ...mask });
}

/** The adjustments after one more answer of the ledger. */
export function adjusted(before: Adjustments, shortfall: Shortfall): Adjustments {
  const short = shortfall.shortages.filter(({ granted }) => granted === null || granted === 0);
  const leftOut = new Map<string, LeftOut>();
  const leave = (entry: LeftOut) => {
    const known = leftOut.get(entry.promotion);
    if (known === undefined || GRAVITY[entry.why] > GRAVITY[known.why]) leftOut.set(entry.promotion, entry);
  };
  before.left_out.forEach(leave);
  for (const { promotion, limit } of short) leave({ promotion, why: "short", limit });
  for (const promotion of shortfall.exhausted) leave({ promotion, why: "exhausted" });
  for (const promotion of shortfall.stopped) leave({ promotion, why: "stopped" });
  const granted = new Map(before.granted.map((grant) => [grant.promotion, grant.amount]));
  for (const { promotion, granted: amount } of shortfall.shortages) {
    if (amount !== null) granted.set(promotion, Math.min(amount, granted.get(promotion) ?? amount));
  }
  return {
    left_out: [...leftOut.values()].sort((a, b) => compareText(a.promotion, b.promotion)),
    granted: [...granted]
      .filter(([promotion]) => !leftOut.has(promotion))
      .map(([promotion, amount]) => ({ promotion, amount }))
      .sort((a, b) => compareText(a.promotion, b.promotion)),
  };
}

const GRAVITY: Record<LeftOut["why"], number> = { short: 0, exhausted: 1, stopped: 2 };
