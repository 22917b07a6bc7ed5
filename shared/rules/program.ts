/**
 * The form into which conditions and awards are compiled: 32-bit words, numbers in a pool of their own, texts by number. A node is one head
 * word (opcode in the low byte, length in words above it) and its fields. Reading is clipped to the node, so that damaged words
 * give wrong answers at worst: every node has at least its head, so every walk ends.
 */
import type { Amounts } from "../model/amount.ts";
import { compareText } from "../model/identifier.ts";
import type { Basis } from "./basis.ts";
import type { LineCondition } from "./line-condition.ts";

/** What the kinds write to; compile/ implements it. */
export interface ProgramWriter {
  word(value: number): void;
  /** The number of a text, in one word. */
  text(text: string): void;
  /** The place of a number in the pool, in one word. */
  number(value: number): void;
  /** A line tree as one node. */
  lineTree(tree: LineCondition): void;
  /** The basis that is meant: the named one, else the one that the promotion or the company chose (POL-7). Writes nothing. */
  basis(named: Basis | undefined): Basis;
}

/** What the kinds read from; evaluate/ implements it over the bytes of the snapshot. */
export interface Program {
  readonly words: Uint32Array;
  readonly numbers: Float64Array;
  text(number: number): string;
}

const OPCODE_BITS = 8;
const OPCODE_MASK = 0xff;
/** Words of one node: the length must fit above the opcode. */
export const NODE_WORDS_MAX = 2 ** (32 - OPCODE_BITS) - 1;
/** Stands in an amount table for every currency. */
const ANY_CURRENCY = 0xffffffff;

/** Head word of a node. */
export function headWord(opcode: number, length: number): number {
  return (opcode | (length << OPCODE_BITS)) >>> 0;
}

export function opcodeAt(program: Program, at: number): number {
  return (program.words[at] ?? 0) & OPCODE_MASK;
}

/** Place after the node at `at`, within `end`. */
export function nodeEnd(program: Program, at: number, end: number): number {
  return Math.min(at + Math.max(1, (program.words[at] ?? 0) >>> OPCODE_BITS), end);
}

export function wordAt(program: Program, at: number): number {
  return program.words[at] ?? 0;
}

export function numberAt(program: Program, at: number): number {
  return program.numbers[program.words[at] ?? 0] ?? 0;
}

/** Writes a list of texts as a set: how many, then their numbers ascending. */
export function writeTexts(out: ProgramWriter, texts: readonly string[]): void {
  const sorted = [...new Set(texts)].sort(compareText);
  out.word(sorted.length);
  for (const text of sorted) out.text(text);
}

/** Words that a set at `at` takes. */
export function textsLength(program: Program, at: number): number {
  return 1 + wordAt(program, at);
}

/** Whether the set at `at` holds a text; -1 is a text that no rule mentions. */
export function holdsText(program: Program, at: number, end: number, text: number): boolean {
  if (text < 0) return false;
  const { words } = program;
  let low = at + 1;
  let high = Math.min(low + (words[at] ?? 0), end);
  while (low < high) {
    const middle = (low + high) >>> 1;
    const found = words[middle] ?? 0;
    if (found === text) return true;
    if (found < text) low = middle + 1;
    else high = middle;
  }
  return false;
}

/** Whether the set at `at` holds one of some texts. */
export function holdsOneOf(program: Program, at: number, end: number, texts: readonly number[]): boolean {
  for (const text of texts) if (holdsText(program, at, end, text)) return true;
  return false;
}

/** Writes a table of one amount a currency. */
export function writeAmounts(out: ProgramWriter, amounts: Amounts): void {
  const entries = Object.entries(amounts).sort(([a], [b]) => compareText(a, b));
  out.word(entries.length);
  for (const [currency, amount] of entries) {
    out.text(currency);
    out.number(amount);
  }
}

/** Writes a plain number in the form of an amount table that holds for every currency. */
export function writeForAnyCurrency(out: ProgramWriter, value: number): void {
  out.word(1);
  out.word(ANY_CURRENCY);
  out.number(value);
}

/** Words that the amount table at `at` takes. */
export function amountsLength(program: Program, at: number): number {
  return 1 + 2 * wordAt(program, at);
}

/** Amount of a currency; NaN where the table lacks it, which CND-17 has refused before. */
export function amountAt(program: Program, at: number, end: number, currency: number): number {
  const stop = Math.min(at + amountsLength(program, at), end);
  for (let place = at + 1; place + 1 < stop; place += 2) {
    const found = wordAt(program, place);
    if (found === currency || found === ANY_CURRENCY) return numberAt(program, place + 1);
  }
  return Number.NaN;
}

/** An amount that an award takes: whole and not negative even where the bytes are damaged, so that sums stay exact. */
export function takenAt(program: Program, at: number, end: number, currency: number): number {
  const amount = amountAt(program, at, end, currency);
  return amount > 0 ? Math.floor(amount) : 0;
}

const RATE_WHOLE = 10_000;

/** A rate in basis points, at most the whole. */
export function rateAt(program: Program, at: number): number {
  return Math.min(wordAt(program, at), RATE_WHOLE);
}

/** Writes an amount table that may be absent. */
export function writeCap(out: ProgramWriter, cap: Amounts | undefined): void {
  writeAmounts(out, cap ?? {});
}

/** The bound of such a table; Infinity without one. */
export function capAt(program: Program, at: number, end: number, currency: number): number {
  return wordAt(program, at) === 0 ? Number.POSITIVE_INFINITY : takenAt(program, at, end, currency);
}
