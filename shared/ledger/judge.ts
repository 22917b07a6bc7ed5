/**
 * Whether an order fits into the limits and budgets of the promotions it names (LDG-14 to LDG-19). All shortages at once. What a
 * replaced hold takes is counted as free.
 */
import type { Budget, UsageLimit } from "../model/limit.ts";
import type { OverGrant } from "../model/reservation.ts";
import { type Counter, type CounterKey, counterId, type Spending, type Use, usesOf } from "./counter.ts";
import type { Shortage } from "./rpc.ts";

/** Live settings of one promotion. */
export interface PromotionSettings {
  promotion: string;
  /** 0 before any definition was pushed. */
  revision: number;
  limits: UsageLimit[];
  budget: Budget | null;
  stopped: boolean;
  /** Number of the last entry that stopped it and voided its holds; 0 for none. */
  voidSeq: number;
}

/** What is stored about the promotions and counters that an order names. What is missing has no settings, or counts zero. */
export interface Standing {
  promotions: ReadonlyMap<string, PromotionSettings>;
  counters: ReadonlyMap<string, Counter>;
}

export interface Judgement {
  stopped: string[];
  shortages: Shortage[];
  /** Promotions that count per customer while nobody is named. */
  customerRequired: string[];
  /** What would be given beyond what is free, one entry a shortage: the over-grants of a late paid commit. */
  missing: OverGrant[];
}

/** A limit of one promotion against the counters it judges. */
interface Claim {
  limit: string;
  per: Shortage["per"];
  keys: CounterKey[];
  usesMax: number;
}

/** Judges all effects of one order. `gone` is what a replaced hold gives back. */
export function judge(
  spending: Spending,
  customerKeys: readonly string[],
  standing: Standing,
  gone: readonly Use[],
): Judgement {
  const needed = amountsById(usesOf(spending, customerKeys));
  const givenBack = amountsById(gone);
  const counter = (key: CounterKey) => standing.counters.get(counterId(key)) ?? { held: 0, committed: 0 };
  const taken = (key: CounterKey) => {
    const { held, committed } = counter(key);
    // Any committed order takes the first-order place, whatever it was priced with.
    const used = key.counted === "first_order" ? counter({ ...key, counted: "orders" }).committed : committed;
    return held + used - (givenBack.get(counterId(key)) ?? 0);
  };
  const need = (key: CounterKey) => needed.get(counterId(key)) ?? 0;
  const judgement: Judgement = { stopped: [], shortages: [], customerRequired: [], missing: [] };

  for (const promotion of new Set(spending.effects.map((effect) => effect.promotion))) {
    const settings = standing.promotions.get(promotion);
    if (settings?.stopped) judgement.stopped.push(promotion);
    if (countsPerCustomer(promotion, spending, settings) && spending.customer === null) {
      judgement.customerRequired.push(promotion);
    }
    for (const { limit, per, keys, usesMax } of claimsOf(promotion, spending, customerKeys, settings)) {
      const missing = Math.max(0, ...keys.map((key) => need(key) - Math.max(0, usesMax - taken(key))));
      if (missing === 0) continue;
      judgement.shortages.push({ promotion, limit, per, granted: null });
      judgement.missing.push({ promotion, limit, amount: missing });
    }
    const short = budgetShortage(promotion, spending.currency, settings?.budget ?? null, need, taken);
    if (short === null) continue;
    judgement.shortages.push({ promotion, limit: "budget", per: "budget", granted: short.granted });
    judgement.missing.push({ promotion, limit: "budget", amount: short.missing });
  }
  return judgement;
}

function amountsById(uses: readonly Use[]): Map<string, number> {
  return new Map(uses.map((use) => [counterId(use), use.amount]));
}

function countsPerCustomer(
  promotion: string,
  spending: Spending,
  settings: PromotionSettings | undefined,
): boolean {
  if (firstOrderOf(promotion, spending)) return true;
  return spending.renews === null && (settings?.limits ?? []).some((limit) => limit.per === "customer");
}

function firstOrderOf(promotion: string, spending: Spending): boolean {
  return spending.effects.some((effect) => effect.promotion === promotion && effect.first_order);
}

function claimsOf(
  promotion: string,
  spending: Spending,
  customerKeys: readonly string[],
  settings: PromotionSettings | undefined,
): Claim[] {
  const codes = spending.effects.flatMap((effect) =>
    effect.promotion === promotion && effect.code !== null ? [effect.code] : [],
  );
  const members = { total: [""], code: codes, customer: spending.renews === null ? customerKeys : [] };
  const claims: Claim[] = (settings?.limits ?? []).map((limit) => ({
    limit: limit.id,
    per: limit.per,
    keys: members[limit.per].map((member) => ({ owner: promotion, counted: limit.per, member })),
    usesMax: limit.uses_max,
  }));
  if (firstOrderOf(promotion, spending)) {
    const keys = customerKeys.map((member) => ({ owner: "", counted: "first_order" as const, member }));
    claims.push({ limit: "first_order", per: "first_order", keys, usesMax: 1 });
  }
  return claims;
}

/** What is left, and what the order needs beyond it; null if it fits, or if the budget closes with this order (LDG-19). */
function budgetShortage(
  promotion: string,
  currency: string,
  budget: Budget | null,
  need: (key: CounterKey) => number,
  taken: (key: CounterKey) => number,
): { granted: number | null; missing: number } | null {
  const amount = budget?.amounts[currency];
  if (budget === null || amount === undefined) return null;
  const key: CounterKey = { owner: promotion, counted: "budget", member: currency };
  const left = Math.max(0, amount - taken(key));
  const missing = need(key) - left;
  if (missing <= 0 || (budget.when_short === "close" && left > 0)) return null;
  return { granted: budget.when_short === "cut" && left > 0 ? left : null, missing };
}
