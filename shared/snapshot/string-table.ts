/**
 * A table of texts inside a blob, numbered in the order of their code units, so that comparing numbers compares texts. Look-up goes by
 * a hash over code units with open addressing, against the bytes themselves: no text is made on the way to "not here".
 *
 * A text whose code units are all below 256 takes a byte each, any other two; the high bit of its offset says which.
 */
import { compareText } from "../model/identifier.ts";

/** Sections that a blob holds for one table; a form with several tables names them with prefixes. */
export interface StringSections {
  /** Offset of each text, and at the end the length of all. */
  readonly at: Uint32Array;
  readonly units: Uint8Array;
  /** A power of two of slots: 0 is empty, else number + 1 and in the top 8 bits those of the hash. */
  readonly slots: Uint32Array;
}

const WIDE = 0x80000000;
const NUMBER_MASK = 0x00ffffff;
const TAG_MASK = 0xff000000;
/** More than any blob within its bounds can hold. */
const TEXTS_MAX = NUMBER_MASK - 1;

/** 32-bit hash over UTF-16 code units (FNV-1a with a final mix). It is part of the format: places of shards depend on it. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Collects texts, then numbers them; numbers exist only once all texts are known. */
export class StringCollector {
  readonly #texts = new Set<string>();

  add(text: string): void {
    this.#texts.add(text);
  }

  addAll(texts: Iterable<string>): void {
    for (const text of texts) this.#texts.add(text);
  }

  /** The numbers, and the sections to write. */
  finish(): { number: (text: string) => number; sections: StringSections } {
    const sorted = [...this.#texts].sort(compareText);
    if (sorted.length > TEXTS_MAX) throw new Error("too many texts for one table");
    const numbers = new Map(sorted.map((text, index) => [text, index]));
    const number = (text: string) => {
      const found = numbers.get(text);
      if (found === undefined) throw new Error(`the text \`${text}\` was not collected`);
      return found;
    };
    return { number, sections: writeTexts(sorted) };
  }
}

function writeTexts(sorted: readonly string[]): StringSections {
  const at = new Uint32Array(sorted.length + 1);
  const units: number[] = [];
  for (const [index, text] of sorted.entries()) {
    const wide = isWide(text);
    at[index] = (units.length | (wide ? WIDE : 0)) >>> 0;
    for (let place = 0; place < text.length; place++) {
      const unit = text.charCodeAt(place);
      units.push(unit & 0xff);
      if (wide) units.push(unit >>> 8);
    }
  }
  at[sorted.length] = units.length;
  return { at, units: Uint8Array.from(units), slots: writeSlots(sorted) };
}

function isWide(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 0xff) return true;
  return false;
}

function writeSlots(sorted: readonly string[]): Uint32Array {
  let size = 2;
  while (size < sorted.length * 2) size *= 2;
  const slots = new Uint32Array(size);
  for (const [index, text] of sorted.entries()) {
    const hash = hashText(text);
    let slot = hash & (size - 1);
    while (slots[slot] !== 0) slot = (slot + 1) & (size - 1);
    slots[slot] = ((hash & TAG_MASK) | (index + 1)) >>> 0;
  }
  return slots;
}

/** Reads a table. Sound on any bytes: what a damaged table answers may be wrong, but reading it ends and never throws. */
export class StringTable {
  readonly #sections: StringSections;
  readonly size: number;

  constructor(sections: StringSections) {
    this.#sections = sections;
    this.size = Math.max(0, sections.at.length - 1);
  }

  /** Number of a text, -1 if the table does not hold it. */
  find(text: string): number {
    const { slots } = this.#sections;
    const mask = slots.length - 1;
    const hash = hashText(text);
    const tag = (hash & TAG_MASK) >>> 0;
    let slot = hash & mask;
    for (let probe = 0; probe <= mask; probe++) {
      const entry = slots[slot] ?? 0;
      if (entry === 0) return -1;
      const number = (entry & NUMBER_MASK) - 1;
      if ((entry & TAG_MASK) >>> 0 === tag && this.#equals(number, text)) return number;
      slot = (slot + 1) & mask;
    }
    return -1;
  }

  /** Text of a number; "" for one that is not in the table. */
  text(number: number): string {
    const { units } = this.#sections;
    const start = this.#start(number);
    const length = this.#length(number);
    if (!this.#isWide(number)) return String.fromCharCode(...units.subarray(start, start + length));
    let text = "";
    for (let index = 0; index < length; index++) text += String.fromCharCode(this.#wideUnit(start, index));
    return text;
  }

  #equals(number: number, text: string): boolean {
    if (number < 0 || number >= this.size || this.#length(number) !== text.length) return false;
    const { units } = this.#sections;
    const start = this.#start(number);
    if (this.#isWide(number)) {
      for (let index = 0; index < text.length; index++) {
        if (text.charCodeAt(index) !== this.#wideUnit(start, index)) return false;
      }
      return true;
    }
    for (let index = 0; index < text.length; index++) {
      if (text.charCodeAt(index) !== units[start + index]) return false;
    }
    return true;
  }

  #isWide(number: number): boolean {
    return ((this.#sections.at[number] ?? 0) & WIDE) !== 0;
  }

  #start(number: number): number {
    return (this.#sections.at[number] ?? 0) & ~WIDE;
  }

  /** Code units of a text, at most as many as a text of ours can have. */
  #length(number: number): number {
    if (number < 0 || number >= this.size) return 0;
    const bytes = this.#start(number + 1) - this.#start(number);
    return Math.min(Math.max(0, this.#isWide(number) ? bytes >> 1 : bytes), TEXT_UNITS_MAX);
  }

  #wideUnit(start: number, index: number): number {
    const { units } = this.#sections;
    return (units[start + 2 * index] ?? 0) | ((units[start + 2 * index + 1] ?? 0) << 8);
  }
}

/** Attribute texts are the longest that a blob holds; a damaged offset must not make a text of megabytes. */
const TEXT_UNITS_MAX = 2_048;
