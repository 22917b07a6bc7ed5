/**
 * What is done to the price of units: a percentage off, an amount off each, or a fixed price for each. Exactly one is given. As words: which
 * one, then the rate or the amount table.
 */
import { type Amounts, AmountsSchema, RateBpsSchema } from "../model/amount.ts";
import type { ByLanguage } from "../model/language.ts";
import type { Found, Turn } from "./award-kind.ts";
import type { CartView } from "./cart-view.ts";
import type { ExactWorth } from "./exact-worth.ts";
import {
  amountsLength,
  type Program,
  type ProgramWriter,
  rateAt,
  takenAt,
  wordAt,
  writeAmounts,
} from "./program.ts";
import { isExcessive, takeRate, worthOfAmount, worthOfPrice, worthOfRate } from "./rate.ts";
import { currentSum, type Slice } from "./slice.ts";
import { spread, takeEach } from "./spread.ts";
import type { Wording } from "./wording.ts";

export const UNIT_VALUE_FIELDS = {
  rate_bps: RateBpsSchema.optional(),
  amounts: AmountsSchema.optional(),
  prices: AmountsSchema.optional(),
};

export interface UnitValue {
  readonly rate_bps?: number | undefined;
  readonly amounts?: Amounts | undefined;
  readonly prices?: Amounts | undefined;
}

/** Whether exactly one is given. */
export function hasOneValue(value: UnitValue): boolean {
  return [value.rate_bps, value.amounts, value.prices].filter((part) => part !== undefined).length === 1;
}

export const ONE_VALUE = "must have exactly one of rate_bps, amounts, prices";

/** A value in the cart's currency; the amount or price in minor units. */
export type ReadValue =
  | { readonly by: "rate"; readonly rateBps: number }
  | { readonly by: "amount" | "price"; readonly minor: number };

/** Basis points of what is free. */
export const RATE_WHOLE = 10_000;
const RATE = 0;
const AMOUNT = 1;
const PRICE = 2;

export function writeValue(out: ProgramWriter, value: UnitValue): void {
  if (value.rate_bps !== undefined) {
    out.word(RATE);
    out.word(value.rate_bps);
  } else {
    out.word(value.amounts === undefined ? PRICE : AMOUNT);
    writeAmounts(out, value.amounts ?? value.prices ?? {});
  }
}

/** Words of a written value. */
export function valueLength(program: Program, at: number): number {
  return wordAt(program, at) === RATE ? 2 : 1 + amountsLength(program, at + 1);
}

export function valueAt(program: Program, at: number, end: number, currency: number): ReadValue {
  const by = wordAt(program, at);
  if (by === RATE) return { by: "rate", rateBps: rateAt(program, at + 1) };
  return { by: by === AMOUNT ? "amount" : "price", minor: takenAt(program, at + 1, end, currency) };
}

/** AWD-22: as `percent`, `amount` and `fixed_price` on items do it to each unit. */
export function takeValue(turn: Turn, slices: readonly Slice[], value: ReadValue): readonly Slice[] {
  if (value.by === "rate") return takeRate(turn, slices, value.rateBps, "items");
  return value.by === "amount"
    ? takeAmountEach(turn, slices, value.minor)
    : takePriceEach(turn, slices, value.minor);
}

/** AWD-9. */
export function takeAmountEach(turn: Turn, slices: readonly Slice[], minor: number): readonly Slice[] {
  const { policies } = turn.cart;
  const amountOf = ({ current }: Slice) => (isExcessive(minor, current, policies) ? 0 : minor);
  return takeEach(slices, amountOf, turn.bounds);
}

/** AWD-20. */
export function takePriceEach(turn: Turn, slices: readonly Slice[], minor: number): readonly Slice[] {
  return takeEach(slices, ({ current }) => current - minor, turn.bounds);
}

/** AWD-10, AWD-11: an amount shared out. */
export function takeAmountOnce(turn: Turn, slices: readonly Slice[], minor: number): readonly Slice[] {
  const isTooMuch = isExcessive(minor, currentSum(slices), turn.cart.policies);
  return spread(slices, isTooMuch ? 0 : minor, turn.bounds);
}

/** AWD-20: all for a price. */
export function takePriceOnce(turn: Turn, slices: readonly Slice[], minor: number): readonly Slice[] {
  return spread(slices, Math.max(0, currentSum(slices) - minor), turn.bounds);
}

/** SEL-7: value at a unit. */
export function worthOfValue(found: Found, value: ReadValue, { policies }: CartView): ExactWorth {
  if (value.by === "rate") return worthOfRate(found, value.rateBps, policies.percent_base);
  return value.by === "amount"
    ? worthOfAmount(found, value.minor, policies)
    : worthOfPrice(found, value.minor);
}

/** Amount tables of a value. */
export function valueTables({ amounts, prices }: UnitValue): Amounts[] {
  return [amounts, prices].filter((table) => table !== undefined);
}

interface ValueWords {
  /** Each of so many articles. */
  free(units: number): string;
  rate(rate: string): string;
  amount(amount: string, units: number): string;
  price(price: string, units: number): string;
}

const PHRASES: ByLanguage<ValueWords> = {
  en: {
    free: () => "free",
    rate: (rate) => `at ${rate} off`,
    amount: (amount, units) => `at ${amount} off${units === 1 ? "" : " each"}`,
    price: (price, units) => `for ${price}${units === 1 ? "" : " each"}`,
  },
  de: {
    free: () => "gratis",
    rate: (rate) => `mit ${rate} Rabatt`,
    amount: (amount, units) => `mit ${units === 1 ? "" : "je "}${amount} Rabatt`,
    price: (price, units) => `für ${units === 1 ? "" : "je "}${price}`,
  },
  fr: {
    free: (units) => (units === 1 ? "offert" : "offerts"),
    rate: (rate) => `avec ${rate} de remise`,
    amount: (amount, units) => `avec ${amount} de remise${units === 1 ? "" : " par article"}`,
    price: (price, units) => `à ${price}${units === 1 ? "" : " l'unité"}`,
  },
};

/** Of so many articles: "free", "at 50% off", "at 1.00 EUR off each", "for 5.00 EUR each". */
export function valuePhrase({ rate_bps, amounts, prices }: UnitValue, units: number, say: Wording): string {
  const phrases = PHRASES[say.language];
  if (rate_bps === RATE_WHOLE) return phrases.free(units);
  if (rate_bps !== undefined) return phrases.rate(say.rate(rate_bps));
  return amounts === undefined
    ? phrases.price(say.amounts(prices ?? {}), units)
    : phrases.amount(say.amounts(amounts), units);
}
