/**
 * Conditions on an amount of the cart at a basis (CND-4, CND-26): what is measured differs, the basis, the bounds and the reasons are the
 * same. On basis `current` they are late: at first refused only if even catalogue prices do not reach them, then judged again in each
 * application (CND-24).
 */
import type * as z from "zod";
import type { Amounts } from "../model/amount.ts";
import { type Basis, basisPhrase } from "./basis.ts";
import {
  type BoundName,
  boundReasons,
  boundTables,
  failedLowerBound,
  testBounds,
  writeAmountBounds,
} from "./bounds.ts";
import type { CartView } from "./cart-view.ts";
import { type CartKind, lineTreeAt } from "./condition-kind.ts";
import { measuredLack } from "./lack.ts";
import type { LineCondition } from "./line-condition.ts";
import { basisFlags, boundsPlace, hasItems, isAtCurrent, measureKeys, writeMeasure } from "./measure.ts";
import type { Program } from "./program.ts";
import { truthOf } from "./truth.ts";
import type { Wording } from "./wording.ts";

type Threshold = { readonly [Name in BoundName]?: Amounts | undefined } & {
  readonly basis?: Basis | undefined;
  readonly items?: LineCondition | undefined;
};

/** What one of them declares beside the rest. */
interface Declared {
  readonly opcode: number;
  readonly name: string;
  readonly schema: z.ZodType;
  readonly facts: CartKind<never>["facts"];
  /** Sets the cart's `low` and `high`. */
  measure(program: Program, at: number, end: number, cart: CartView): void;
}

/** Fields: flags, line tree, bounds. */
export function thresholdKind<C extends Threshold>(of: Declared): CartKind<C> {
  const { opcode, name, schema, facts } = of;
  return {
    opcode,
    schema,
    facts,
    negatable: true,
    keys: measureKeys,
    amounts: boundTables,
    lineTrees: ({ items }) => lineTreeAt("items", items),
    isLate: ({ basis }, threshold) => (basis ?? threshold) === "current",
    isLateAt: isAtCurrent,
    write(condition, out) {
      writeMeasure(out, condition.items, basisFlags(out.basis(condition.basis)));
      writeAmountBounds(out, condition);
    },
    test(program, at, end, cart) {
      of.measure(program, at, end, cart);
      const bounds = boundsPlace(program, at, end);
      if (cart.current === null && isAtCurrent(program, at)) {
        return truthOf(failedLowerBound(program, bounds, end, cart.currency, cart.high) === null);
      }
      return testBounds(program, bounds, end, cart.currency, cart.low, cart.high);
    },
    reasons(program, at, end, cart, wanted, out) {
      of.measure(program, at, end, cart);
      const ask = { wanted, by: name, hasItems: hasItems(program, at) };
      boundReasons(program, boundsPlace(program, at, end), end, cart, ask, out);
    },
    lack(program, at, end, cart, wanted) {
      of.measure(program, at, end, cart);
      return measuredLack(program, at, end, cart, { kind: "amount", wanted });
    },
  };
}

/** " of brand acme at regular prices", as it follows what is measured. */
export function measuredPhrase(
  { items, basis }: { readonly items?: LineCondition | undefined; readonly basis?: Basis | undefined },
  say: Wording,
): string {
  return say.items(items) + basisPhrase(basis, say.language);
}
