/**
 * Tests of a typed attribute as words: its name, then either a set of values by type or bounds (CND-7, CND-13). Customers, articles and
 * metadata share it.
 */
import type * as z from "zod";
import type { AttributeValue } from "../model/attribute.ts";
import type { ReasonCode } from "../model/reason.ts";
import { BOUNDS, type BoundName, testPrice, writeNumberBounds } from "./bounds.ts";
import {
  ATTRIBUTE_BOOLEAN,
  ATTRIBUTE_NUMBER,
  ATTRIBUTE_TEXT,
  type AttributeView,
  type CartView,
} from "./cart-view.ts";
import { type CartKind, type Fact, PLAIN } from "./condition-kind.ts";
import {
  holdsText,
  numberAt,
  type Program,
  type ProgramWriter,
  textsLength,
  wordAt,
  writeTexts,
} from "./program.ts";
import { FALSE, type Truth, truthOf, UNKNOWN } from "./truth.ts";

type Test = { readonly [Name in BoundName]?: number | undefined } & {
  readonly name: string;
  readonly any_of?: readonly AttributeValue[] | undefined;
};

const LIST = 0;
const WITHIN = 1;
const HOLDS_FALSE = 1;
const HOLDS_TRUE = 2;
const NO_CURRENCY = -1;

/** What a condition on attributes of cart or customer declares. */
interface Declared {
  readonly opcode: number;
  readonly schema: z.ZodType;
  readonly fact: Fact;
  /** Reason of one that ended otherwise, by the attribute's name. */
  readonly refusal: ReasonCode;
  /** null: all of them are unknown. */
  read(cart: CartView): readonly AttributeView[] | null;
}

/** A condition on the attributes of cart or customer. */
export function attributeOf<C extends Test>(of: Declared): CartKind<C> {
  return {
    ...PLAIN,
    opcode: of.opcode,
    schema: of.schema,
    negatable: true,
    facts: [of.fact],
    keys: () => null,
    write: (condition, out) => writeAttributeTest(out, condition),
    test: (program, at, end, cart) => testAttribute(program, at, end, of.read(cart)),
    reasons(program, at, _end, _cart, _wanted, out) {
      out.push({ code: of.refusal, by: program.text(wordAt(program, at)) });
    },
  };
}

/** Writes name, form and values or bounds. */
export function writeAttributeTest(out: ProgramWriter, test: Test): void {
  out.text(test.name);
  out.word(test.any_of === undefined ? WITHIN : LIST);
  if (test.any_of === undefined) writeNumberBounds(out, boundsOf(test));
  else writeValues(out, test.any_of);
}

/** Bounds alone, without the list. */
function boundsOf(test: Test): { readonly [Name in BoundName]?: number } {
  return Object.fromEntries(BOUNDS.flatMap((name) => (test[name] === undefined ? [] : [[name, test[name]]])));
}

function writeValues(out: ProgramWriter, values: readonly AttributeValue[]): void {
  out.word((values.includes(false) ? HOLDS_FALSE : 0) | (values.includes(true) ? HOLDS_TRUE : 0));
  writeTexts(
    out,
    values.filter((value) => typeof value === "string"),
  );
  const numbers = [...new Set(values.filter((value) => typeof value === "number"))].sort((a, b) => a - b);
  out.word(numbers.length);
  for (const number of numbers) out.number(number);
}

/** Judges the attribute of that name among some; null attributes are unknown altogether. */
export function testAttribute(
  program: Program,
  at: number,
  end: number,
  attributes: readonly AttributeView[] | null,
): Truth {
  const name = wordAt(program, at);
  const found = attributes === null ? null : named(attributes, name);
  if (found === null) return UNKNOWN;
  if (wordAt(program, at + 1) === LIST) return truthOf(isListed(program, at + 2, end, found));
  if (found.type !== ATTRIBUTE_NUMBER) return FALSE;
  return testPrice(program, at + 2, end, NO_CURRENCY, found.value);
}

function named(attributes: readonly AttributeView[], name: number): AttributeView | null {
  for (const attribute of attributes) if (attribute.name === name) return attribute;
  return null;
}

function isListed(program: Program, at: number, end: number, found: AttributeView): boolean {
  if (found.type === ATTRIBUTE_BOOLEAN) {
    return (wordAt(program, at) & (found.value === 1 ? HOLDS_TRUE : HOLDS_FALSE)) !== 0;
  }
  if (found.type === ATTRIBUTE_TEXT) return holdsText(program, at + 1, end, found.value);
  const numbers = at + 1 + textsLength(program, at + 1);
  const stop = Math.min(numbers + 1 + wordAt(program, numbers), end);
  for (let place = numbers + 1; place < stop; place++) {
    if (numberAt(program, place) === found.value) return true;
  }
  return false;
}
