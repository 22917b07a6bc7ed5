/**
 * The floor of an article: no discount takes a unit below it. A rule, the article's own or else the company's, may say up to three things,
 * and the floor in a currency is the greatest of those that can be told in it, rounded up to a whole minor unit:
 *
 *   absolute[currency]
 *   list price × list_bps / 10,000
 *   cost × (10,000 + margin_bps) / 10,000
 *
 * The cost stays in the database: the edge hears the floor alone.
 */
import * as z from "zod";
import { AmountSchema, CurrencySchema } from "../../shared/model/amount.ts";
import { LIMITS } from "../../shared/model/limits.ts";
import { mulDivRounded } from "../../shared/money/rounding.ts";

/** One amount, zero included, a currency. */
export const AmountTableSchema = z
  .record(CurrencySchema, AmountSchema)
  .refine((table) => Object.keys(table).length <= LIMITS.currencies, "names too many currencies");

const BPS_WHOLE = 10_000;

export const FloorRuleSchema = z
  .strictObject({
    absolute: AmountTableSchema.optional(),
    /** Share of the list price; 0 is no floor. */
    list_bps: z.int().min(0).max(BPS_WHOLE).optional(),
    /** Margin on the cost, as a share of it; 0: never below cost. */
    margin_bps: z.int().min(0).max(LIMITS.marginBps).optional(),
  })
  .refine((rule) => Object.keys(rule).length > 0, "must say at least one of absolute, list_bps, margin_bps");
export type FloorRule = z.infer<typeof FloorRuleSchema>;

/** What a floor is made of. */
export interface Priced {
  listPrices: Readonly<Record<string, number>>;
  unitCosts: Readonly<Record<string, number>>;
}

/** The floor by currency; a currency in which nothing can be told, or the floor is zero, has none. */
export function floorPrices(rule: FloorRule | null, article: Priced): Record<string, number> {
  if (rule === null) return {};
  const floors = new Map<string, number>();
  const raise = (currency: string, floor: number) =>
    floors.set(currency, Math.min(Math.max(floor, floors.get(currency) ?? 0), LIMITS.amountMinor));
  const share = (amounts: Priced["listPrices"], bps: number | undefined) => {
    if (bps === undefined) return;
    for (const [currency, amount] of Object.entries(amounts)) {
      raise(currency, mulDivRounded(amount, bps, BPS_WHOLE, "ceiling"));
    }
  };
  for (const [currency, floor] of Object.entries(rule.absolute ?? {})) raise(currency, floor);
  share(article.listPrices, rule.list_bps);
  share(article.unitCosts, rule.margin_bps === undefined ? undefined : BPS_WHOLE + rule.margin_bps);
  return Object.fromEntries([...floors].filter(([, floor]) => floor > 0));
}
