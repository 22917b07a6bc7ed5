/**
 * The texts that lines of a cart show in one respect, each with its content runs, so that whether one is in a set is asked of all runs at
 * once. Made once a cart and looked up hundreds of times, so it is a table of words with open addressing and not a Map of lists.
 */
import type { ContentRun } from "../rules/cart-view.ts";
import { holdsText, type Program, textsLength, wordAt } from "../rules/program.ts";

/** No text, no entry. */
const NONE = -1;
/** Knuth's multiplier: numbers of texts that are close lie far apart. */
const SPREAD = 0x9e3779b1;

export class TextIndex {
  /** A power of two of slots, at most half of them taken: text and place of its first entry. */
  readonly #slots: Int32Array;
  readonly #shift: number;
  /** Entries: a run, and the place of the next entry of the text. */
  readonly #entries: Int32Array;
  #length = 0;
  #texts = 0;
  /** Runs of which nobody knows. */
  readonly #unknown: number[] = [];

  constructor(runs: readonly ContentRun[], read: (run: ContentRun) => number | readonly number[] | null) {
    let most = 0;
    for (const run of runs) {
      const texts = read(run);
      most += texts === null ? 0 : typeof texts === "number" ? 1 : texts.length;
    }
    const bits = 1 + Math.max(1, 32 - Math.clz32(most));
    this.#shift = 32 - bits;
    this.#entries = new Int32Array(2 * most);
    this.#slots = new Int32Array(2 * 2 ** bits).fill(NONE);
    let index = 0;
    for (const run of runs) {
      const texts = read(run);
      if (texts === null) this.#unknown.push(index);
      else if (typeof texts === "number") this.#add(texts, index);
      else for (const text of texts) this.#add(text, index);
      index++;
    }
  }

  /** Place of the slot of a text, or of the free one where it would be. */
  #slotOf(text: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = 2 * (Math.imul(text, SPREAD) >>> this.#shift);
    while (slots[slot] !== NONE && slots[slot] !== text) slot = (slot + 2) & mask;
    return slot;
  }

  /** A text below 0 is in no set. */
  #add(text: number, run: number): void {
    if (text < 0) return;
    const slot = this.#slotOf(text);
    if (this.#slots[slot] === NONE) this.#texts++;
    this.#slots[slot] = text;
    this.#entries[this.#length] = run;
    this.#entries[this.#length + 1] = this.#slots[slot + 1] ?? NONE;
    this.#slots[slot + 1] = this.#length;
    this.#length += 2;
  }

  /** Sets the bits of the runs that show a text of the set at a place; the shorter side is gone through. */
  mark(program: Program, at: number, end: number, bits: Int32Array, from: number): void {
    const stop = Math.min(at + textsLength(program, at), end);
    if (stop - at > this.#texts) {
      for (let slot = 0; slot < this.#slots.length; slot += 2) {
        if (holdsText(program, at, end, this.#slots[slot] ?? NONE)) this.#markSlot(slot, bits, from);
      }
      return;
    }
    for (let place = at + 1; place < stop; place++)
      this.#markSlot(this.#slotOf(wordAt(program, place)), bits, from);
  }

  #markSlot(slot: number, bits: Int32Array, from: number): void {
    const entries = this.#entries;
    for (let entry = this.#slots[slot + 1] ?? NONE; entry >= 0; entry = entries[entry + 1] ?? NONE) {
      setBit(bits, from, entries[entry] ?? 0);
    }
  }

  /** Sets the bits of the runs of which nobody knows. */
  markUnknown(bits: Int32Array, from: number): void {
    for (const run of this.#unknown) setBit(bits, from, run);
  }
}

function setBit(bits: Int32Array, from: number, run: number): void {
  const word = from + (run >>> 5);
  bits[word] = (bits[word] ?? 0) | (1 << (run & 31));
}
