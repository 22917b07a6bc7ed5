/** Values that lie somewhere within a range, against the bounds of a condition (CND-4). */
import type { Steps } from "./steps.ts";
import { amountIn, type Table } from "./tables.ts";
import { allOf, type Truth } from "./truth.ts";

/** The least and the most that a value may be, given what nobody knows. */
export interface Range {
  low: number;
  high: number;
}

export interface Bounds {
  at_least?: number | null | undefined;
  above?: number | null | undefined;
  at_most?: number | null | undefined;
  below?: number | null | undefined;
}

interface Authored {
  at_least?: Table | number | undefined;
  above?: Table | number | undefined;
  at_most?: Table | number | undefined;
  below?: Table | number | undefined;
}

/** Bounds as numbers: amounts are those of the currency. */
export function boundsIn(authored: Authored, currency: string): Bounds {
  const numberOf = (bound: Table | number | undefined) =>
    typeof bound === "object" ? amountIn(bound, currency) : (bound ?? null);
  return {
    at_least: numberOf(authored.at_least),
    above: numberOf(authored.above),
    at_most: numberOf(authored.at_most),
    below: numberOf(authored.below),
  };
}

export function isWithin(value: number, bounds: Bounds, steps: Steps): boolean {
  return judgeRange({ low: value, high: value }, bounds, steps) === true;
}

/** CND-4: two bounds are joined as by `all`. */
export function judgeRange(range: Range, bounds: Bounds, steps: Steps): Truth {
  return allOf([judgeLowerBound(range, bounds, steps), judgeUpperBound(range, bounds, steps)]);
}

export function judgeLowerBound(
  { low, high }: Range,
  { at_least, above }: Bounds,
  { reaches }: Steps,
): Truth {
  if (isSet(at_least)) return certain(reaches(low, at_least), !reaches(high, at_least));
  if (isSet(above)) return certain(!reaches(above, low), reaches(above, high));
  return true;
}

export function judgeUpperBound({ low, high }: Range, { at_most, below }: Bounds, { reaches }: Steps): Truth {
  if (isSet(at_most)) return certain(reaches(at_most, high), !reaches(at_most, low));
  if (isSet(below)) return certain(!reaches(high, below), reaches(low, below));
  return true;
}

function isSet(bound: number | null | undefined): bound is number {
  return bound !== undefined && bound !== null;
}

function certain(surelyTrue: boolean, surelyFalse: boolean): Truth {
  if (surelyTrue) return true;
  return surelyFalse ? false : "unknown";
}
