/** Tables of one amount a currency. */
import type { RulePromotion } from "../rules/rule-set.ts";

export type Table = Record<string, number>;

/** The entry of a table for a currency; null without one. */
export function amountIn(table: Table | undefined, currency: string): number | null {
  if (table === undefined || !Object.hasOwn(table, currency)) return null;
  return table[currency] ?? null;
}

/** The entry as minor units to calculate with; CND-17 sees to it that there is one. */
export function minorIn(table: Table | undefined, currency: string): bigint {
  return BigInt(amountIn(table, currency) ?? 0);
}

/** CND-17: every table of the promotion, in conditions and awards alike, has the currency. */
export function currencyIsThere(promotion: RulePromotion, currency: string): boolean {
  return tablesIn([promotion.conditions, promotion.awards]).every((table) => Object.hasOwn(table, currency));
}

/** A table is what has currencies as its keys; it stands anywhere in what an author writes. */
function tablesIn(authored: unknown): object[] {
  if (typeof authored !== "object" || authored === null) return [];
  const keys = Object.keys(authored);
  if (keys.length > 0 && keys.every((key) => /^[A-Z]{3}$/.test(key))) return [authored];
  return Object.values(authored).flatMap(tablesIn);
}
