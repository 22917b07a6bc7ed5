/** Promotions that give hints, as columns of the rules blob: what each gives, how near it must be, and the line trees that it tells (HNT). */
import { HINT_GIVES, type HintGives } from "../model/hint.ts";

export interface HintColumns {
  readonly hint_promotion: Uint32Array;
  readonly hint_gives: Uint8Array;
  readonly hint_within_amounts: Uint32Array;
  readonly hint_within_units: Uint32Array;
  readonly hint_tree_place: Uint32Array;
  readonly hint_tree_text: Uint32Array;
}

/** Sections of a form that holds hints. */
export const HINT_FORM = {
  /** Ascending. */
  hint_promotion: "u32",
  /** Place in HINT_GIVES. */
  hint_gives: "u8",
  /** Place of an amount table among the words; ANY_DISTANCE without. */
  hint_within_amounts: "u32",
  /** ANY_DISTANCE without. */
  hint_within_units: "u32",
  /** Places of line trees among the words, ascending, and each as its author wrote it, a text of JSON. */
  hint_tree_place: "u32",
  hint_tree_text: "u32",
} as const;

const ANY_DISTANCE = 0xffffffff;

/** One promotion that gives hints. */
export interface HintRow {
  readonly promotion: number;
  readonly gives: HintGives;
  /** Place of an amount table among the words; null: however much is missing. */
  readonly withinAmounts: number | null;
  readonly withinUnits: number | null;
}

/** A line tree at a place of the program, as the number of its text. */
export interface ToldTree {
  readonly place: number;
  readonly text: number;
}

/** Writes rows and trees, which come ascending. */
export function writeHints(rows: readonly HintRow[], trees: readonly ToldTree[]): HintColumns {
  return {
    hint_promotion: Uint32Array.from(rows, ({ promotion }) => promotion),
    hint_gives: Uint8Array.from(rows, ({ gives }) => HINT_GIVES.indexOf(gives)),
    hint_within_amounts: Uint32Array.from(rows, ({ withinAmounts }) => withinAmounts ?? ANY_DISTANCE),
    hint_within_units: Uint32Array.from(rows, ({ withinUnits }) => withinUnits ?? ANY_DISTANCE),
    hint_tree_place: Uint32Array.from(trees, ({ place }) => place),
    hint_tree_text: Uint32Array.from(trees, ({ text }) => text),
  };
}

/** The row at an index. */
export function readHint(columns: HintColumns, index: number): HintRow {
  const amounts = columns.hint_within_amounts[index] ?? ANY_DISTANCE;
  const units = columns.hint_within_units[index] ?? ANY_DISTANCE;
  return {
    promotion: columns.hint_promotion[index] ?? 0,
    gives: HINT_GIVES[columns.hint_gives[index] ?? 0] ?? "items",
    withinAmounts: amounts === ANY_DISTANCE ? null : amounts,
    withinUnits: units === ANY_DISTANCE ? null : units,
  };
}
