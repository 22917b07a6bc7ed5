/** Kinds that ask whether one number of the customer lies within bounds (CND-8, CND-28). */
import type * as z from "zod";
import type { Amounts } from "../model/amount.ts";
import type { Reason } from "../model/reason.ts";
import { failedLowerBound, testPrice } from "./bounds.ts";
import type { CartView } from "./cart-view.ts";
import { type CartKind, type Fact, PLAIN } from "./condition-kind.ts";
import type { Lack } from "./lack.ts";
import type { Program, ProgramWriter } from "./program.ts";
import { FALSE, UNKNOWN } from "./truth.ts";

/** What one of them declares. */
interface Declared<C> {
  readonly opcode: number;
  readonly name: string;
  readonly schema: z.ZodType;
  readonly fact: Fact;
  amounts(condition: C): readonly Amounts[];
  write(condition: C, out: ProgramWriter): void;
  /** undefined: nobody knows; null: known to have none. */
  read(cart: CartView): number | null | undefined;
  /** As what a customer who has too little reads how much is needed; null: that is not told. */
  readonly lackKind: Lack["kind"] | null;
}

/** A condition on a number of the customer. Fields: the bounds. */
export function customerNumberKind<C>(of: Declared<C>): CartKind<C> {
  const { opcode, schema, amounts, write, lackKind: kind } = of;
  return {
    ...PLAIN,
    opcode,
    schema,
    negatable: true,
    facts: [of.fact],
    keys: () => null,
    amounts,
    write,
    test(program, at, end, cart) {
      const number = of.read(cart);
      if (number === undefined) return UNKNOWN;
      return number === null ? FALSE : testPrice(program, at, end, cart.currency, number);
    },
    reasons(program, at, end, cart, _wanted, out) {
      const number = kind === null ? null : (of.read(cart) ?? null);
      out.push(shortOrRefused(program, at, end, cart, number, of.name));
    },
    ...(kind !== null && {
      lack: (program, at, end, cart) =>
        numberLack(program, at, end, cart, { kind, have: of.read(cart) ?? null }),
    }),
  };
}

/** CND-21: what is missing if the bounds at a place ask for more than the number, else that the customer is not eligible. */
export function shortOrRefused(
  program: Program,
  at: number,
  end: number,
  cart: CartView,
  have: number | null,
  by: string,
): Reason {
  const need = have === null ? null : failedLowerBound(program, at, end, cart.currency, have);
  if (have === null || need === null) return { code: "customer_not_eligible", by };
  return { code: "minimum_not_reached", need, have, by };
}

/** HNT-2: the same number as `shortOrRefused` says is needed. */
export function numberLack(
  program: Program,
  at: number,
  end: number,
  cart: CartView,
  { kind, have }: { readonly kind: Lack["kind"]; readonly have: number | null },
): Lack | null {
  const need = have === null ? null : failedLowerBound(program, at, end, cart.currency, have);
  return have === null || need === null ? null : { kind, need, have, items: null, step: null };
}
