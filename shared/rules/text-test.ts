/** Kinds that ask one thing: whether a text of the cart, the customer or the line is in a list (CND-10, CND-12, CND-13, CND-28). */
import type * as z from "zod";
import type { Reason } from "../model/reason.ts";
import type { CartView, ContentRun } from "./cart-view.ts";
import { type CartKind, type Fact, type KeyFact, keysOf, type LineKind, PLAIN } from "./condition-kind.ts";
import { holdsOneOf, holdsText, type Program, writeTexts } from "./program.ts";
import { type Truth, truthOf, UNKNOWN } from "./truth.ts";

interface Listed {
  readonly any_of: readonly string[];
}

/** What one of them declares. */
interface Declared {
  readonly opcode: number;
  readonly schema: z.ZodType;
  readonly facts: readonly Fact[];
  /** What it is filed under. */
  readonly key: KeyFact;
}

/** A text, or several of which one is enough; null: nobody knows. A text below 0 is in no list. */
type Read<V> = (of: V) => number | readonly number[] | null;

/** A condition on cart, customer or context. Fields: the set. */
export function textKind<C extends Listed>(
  of: Declared & { read: Read<CartView>; reason: (cart: CartView) => Reason },
): CartKind<C> {
  return {
    ...listedParts(of),
    negatable: true,
    test: (program, at, end, cart) => isListed(program, at, end, of.read(cart)),
    reasons(_program, _at, _end, cart, _wanted, out) {
      out.push(of.reason(cart));
    },
  };
}

/** A condition on one line. Fields: the set. */
export function lineTextKind<C extends Listed>(of: Declared & { read: Read<ContentRun> }): LineKind<C> {
  const { read } = of;
  return {
    ...listedParts(of),
    test: (program, at, end, run) => isListed(program, at, end, read(run)),
    texts: read,
  };
}

function listedParts({ opcode, schema, facts, key }: Declared) {
  return {
    ...PLAIN,
    opcode,
    schema,
    facts,
    keys: ({ any_of }: Listed) => keysOf(key, any_of),
    write: ({ any_of }: Listed, out: Parameters<typeof writeTexts>[0]) => writeTexts(out, any_of),
  };
}

function isListed(program: Program, at: number, end: number, texts: ReturnType<Read<never>>): Truth {
  if (texts === null) return UNKNOWN;
  return truthOf(
    typeof texts === "number" ? holdsText(program, at, end, texts) : holdsOneOf(program, at, end, texts),
  );
}

/** A reason that shows what the cart has. */
export function wrong(code: Reason["code"], have: string | null, by?: string): Reason {
  return { code, ...(have === null ? {} : { have }), ...(by === undefined ? {} : { by }) };
}
