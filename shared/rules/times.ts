/**
 * How often something is earned: for every so many units, or for every full so much spent. Without it once. As words: the number or amounts,
 * whether units are counted, then the line tree if there is one.
 */
import * as z from "zod";
import { type Amounts, AmountsSchema } from "../model/amount.ts";
import type { ByLanguage } from "../model/language.ts";
import { LIMITS } from "../model/limits.ts";
import type { CartView } from "./cart-view.ts";
import { type LineTree, lineTreeAt } from "./condition-kind.ts";
import { type LineCondition, LineConditionSchema } from "./line-condition.ts";
import {
  amountsLength,
  type Program,
  type ProgramWriter,
  takenAt,
  wordAt,
  writeAmounts,
  writeForAnyCurrency,
} from "./program.ts";
import { AT_CATALOG, IN_UNITS, measureOf } from "./spend.ts";
import type { Wording } from "./wording.ts";

export const EverySchema = z.union([
  z.strictObject({
    units: z.int().min(1).max(LIMITS.lineQuantity),
    items: LineConditionSchema.optional(),
  }),
  z.strictObject({ amounts: AmountsSchema, items: LineConditionSchema.optional() }),
]);
export type Every = z.infer<typeof EverySchema>;

const ONCE = 0;
const EVERY = 1;
const EVERY_UNITS = 2;
const HAS_ITEMS = 4;

/** Writes the last fields of a node. */
export function writeEvery(out: ProgramWriter, every: Every | undefined): void {
  if (every === undefined) {
    out.word(ONCE);
    return;
  }
  out.word(("units" in every ? EVERY_UNITS : EVERY) | (every.items === undefined ? 0 : HAS_ITEMS));
  if ("units" in every) writeForAnyCurrency(out, every.units);
  else writeAmounts(out, every.amounts);
  if (every.items !== undefined) out.lineTree(every.items);
}

/** How often it is earned; what is unknown does not count. */
export function timesAt(program: Program, at: number, end: number, cart: CartView): number {
  const flags = wordAt(program, at);
  if (flags === ONCE) return 1;
  const every = Math.max(1, takenAt(program, at + 1, end, cart.currency));
  const items = at + 1 + amountsLength(program, at + 1);
  const { sure } = (flags & HAS_ITEMS) === 0 ? cart.all : cart.itemRuns(program, items, end);
  return Math.floor(measureOf(cart, sure, (flags & EVERY_UNITS) === 0 ? AT_CATALOG : IN_UNITS) / every);
}

export function everyTables(every: Every | undefined): Amounts[] {
  return every === undefined || "units" in every ? [] : [every.amounts];
}

export function everyTrees(every: Every | undefined): readonly LineTree[] {
  return lineTreeAt("every.items", every?.items);
}

interface EveryWords {
  /** `of` is what the articles must be like, " of brand acme" or nothing. */
  units(units: number, of: string): string;
  spent(amounts: string, of: string): string;
}

const PHRASES: ByLanguage<EveryWords> = {
  en: {
    units: (units, of) => (units === 1 ? `for every article${of}` : `for every ${units} articles${of}`),
    spent: (amounts, of) => `for every full ${amounts} spent${of === "" ? "" : ` on articles${of}`}`,
  },
  de: {
    units: (units, of) => `je ${units} Artikel${of}`,
    spent: (amounts, of) => `je volle ${amounts} ${of === "" ? "Einkaufswert" : `für Artikel${of}`}`,
  },
  fr: {
    units: (units, of) => (units === 1 ? `pour chaque article${of}` : `par lot de ${units} articles${of}`),
    spent: (amounts, of) => `par tranche de ${amounts} ${of === "" ? "d'achat" : `d'articles${of}`}`,
  },
};

/** " for every 3 articles of brand acme"; nothing of what is earned once. */
export function everyPhrase(every: Every | undefined, say: Wording): string {
  if (every === undefined) return "";
  if ("amounts" in every) return ` ${spentPhrase(every.amounts, every.items, say)}`;
  return ` ${PHRASES[say.language].units(every.units, say.items(every.items))}`;
}

/** "for every full 50.00 EUR spent on articles of brand acme". */
export function spentPhrase(amounts: Amounts, items: LineCondition | undefined, say: Wording): string {
  return PHRASES[say.language].spent(say.amounts(amounts), say.items(items));
}
