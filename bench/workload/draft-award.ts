/**
 * Awards of the workload in plain form, from which ours and the hand-written loop's are made. Those with items act on the items of their
 * promotion.
 */
import { type Award, AwardSchema } from "../../shared/rules/award.ts";
import type { LineCondition } from "../../shared/rules/line-condition.ts";
import { CURRENCY } from "./shop.ts";

export type DraftAward =
  | { kind: "percent"; rateBps: number; on: "items" | "order" | "shipping"; capMinor?: number }
  | { kind: "amount"; amountMinor: number; on: "items" | "order"; per?: "unit" | "line" | "once" }
  | { kind: "fixed_price"; priceMinor: number }
  | { kind: "buy_get"; buy: number; get: number; rateBps: number; setsMax?: number }
  | { kind: "tiers"; steps: readonly { fromUnits: number; rateBps: number }[] }
  | { kind: "every_full"; everyMinor: number; amountMinor: number }
  | { kind: "free_shipping" };

/** The award as an author would write it, with what has a default filled in. */
export function authoredAward(award: DraftAward, items: LineCondition | undefined): Award {
  return AwardSchema.parse(written(award, items === undefined ? {} : { items }));
}

function written(award: DraftAward, items: { items?: LineCondition }): unknown {
  const { kind } = award;
  switch (kind) {
    case "percent": {
      const cap = award.capMinor === undefined ? {} : { cap: money(award.capMinor) };
      return { kind, rate_bps: award.rateBps, on: award.on, ...cap, ...(award.on === "items" ? items : {}) };
    }
    case "amount": {
      const { on, per } = award;
      return { kind, amounts: money(award.amountMinor), on, ...(on === "items" ? { per, ...items } : {}) };
    }
    case "fixed_price":
      return { kind, prices: money(award.priceMinor), on: "items", per: "unit", ...items };
    case "buy_get": {
      const { buy, get, rateBps, setsMax } = award;
      const most = setsMax === undefined ? {} : { sets_max: setsMax };
      return { kind, buy, get, rate_bps: rateBps, same: "product", ...most, ...items };
    }
    case "tiers": {
      const steps = award.steps.map(({ fromUnits, rateBps }) => ({ from: fromUnits, rate_bps: rateBps }));
      return { kind, on: "items", reading: "cliff", by: "units", steps, ...items };
    }
    case "every_full": {
      const { everyMinor, amountMinor } = award;
      return { kind, on: "items", every: money(everyMinor), amounts: money(amountMinor), ...items };
    }
    case "free_shipping":
      return { kind };
  }
}

function money(amountMinor: number): Record<string, number> {
  return { [CURRENCY]: amountMinor };
}
