/** Money on the wire: integers in minor units of a named currency, and tables of one amount a currency. */
import * as z from "zod";
import { isCurrency } from "../money/currency.ts";
import { LIMITS } from "./limits.ts";

/** ISO 4217 code of a currency that is in use. */
export const CurrencySchema = z
  .string()
  .regex(/^[A-Z]{3}$/, "must be an ISO 4217 code")
  .refine(isCurrency, "is not a currency of ISO 4217");

/** A price or charge: zero or more minor units. */
export const AmountSchema = z.int().min(0).max(LIMITS.amountMinor);

/** A sum over a cart. */
export const SumSchema = z.int().min(0).max(LIMITS.cartTotalMinor);

/** An amount that means something only above zero. */
export const PositiveAmountSchema = z.int().min(1).max(LIMITS.amountMinor);

/** One amount a currency. A currency without an entry makes a promotion `wrong_currency`; nothing is converted. */
export const AmountsSchema = z
  .record(CurrencySchema, PositiveAmountSchema)
  .refine((table) => Object.keys(table).length > 0, "must name at least one currency")
  .refine((table) => Object.keys(table).length <= LIMITS.currencies, "names too many currencies");
export type Amounts = z.infer<typeof AmountsSchema>;

/** Share in basis points: 1,250 is 12.5 %. */
export const RateBpsSchema = z.int().min(1).max(10_000);

export const TaxModeSchema = z.enum(["gross", "net"]);
export type TaxMode = z.infer<typeof TaxModeSchema>;
