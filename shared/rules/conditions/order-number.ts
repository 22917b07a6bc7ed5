/** Cart condition: which order of the customer this one would be: within bounds, or every n-th. */
import * as z from "zod";
import { LIMITS } from "../../model/limits.ts";
import { testPrice, writeNumberBounds } from "../bounds.ts";
import { type CartKind, PLAIN } from "../condition-kind.ts";
import { numberLack, shortOrRefused } from "../customer-number.ts";
import { wordAt } from "../program.ts";
import { FALSE } from "../truth.ts";
import type { Sentence, Wording } from "../wording.ts";

export const OrderNumberConditionSchema = z
  .strictObject({
    kind: z.literal("order_number"),
    at_least: z.int().min(1).max(LIMITS.limitUses).optional(),
    at_most: z.int().min(1).max(LIMITS.limitUses).optional(),
    /** The number is a multiple of it. */
    every: z.int().min(2).max(10_000).optional(),
  })
  .refine(
    ({ at_least, at_most, every }) => at_least !== undefined || at_most !== undefined || every !== undefined,
    "must have at least one of at_least, at_most, every",
  );
export type OrderNumberCondition = z.infer<typeof OrderNumberConditionSchema>;

/** CND-8. Fields: every, bounds. */
export const orderNumberKind: CartKind<OrderNumberCondition> = {
  ...PLAIN,
  opcode: 59,
  schema: OrderNumberConditionSchema,
  negatable: true,
  facts: ["order_count"],
  keys: () => null,
  write({ at_least, at_most, every }, out) {
    out.word(every ?? 1);
    writeNumberBounds(out, { at_least, at_most });
  },
  test(program, at, end, cart) {
    const number = cart.orderNumber;
    if (number === null || number % Math.max(1, wordAt(program, at)) !== 0) return FALSE;
    return testPrice(program, at + 1, end, cart.currency, number);
  },
  reasons(program, at, end, cart, _wanted, out) {
    out.push(shortOrRefused(program, at + 1, end, cart, cart.orderNumber, "order_number"));
  },
  lack(program, at, end, cart) {
    return numberLack(program, at + 1, end, cart, { kind: "orders", have: cart.orderNumber });
  },
};

/** In words. */
export const orderNumberSentence: Sentence<OrderNumberCondition> = {
  en(condition, say) {
    const asked = parts(condition, say, (every) => `a multiple of ${every}`).join(" and ");
    return `the number of the customer's orders, including this one, ${say.is} ${asked}`;
  },
  de(condition, say) {
    const asked = parts(condition, say, (every) => `durch ${every} teilbar`).join(" und ");
    return `die Zahl der Bestellungen des Kunden, diese eingeschlossen, ${say.is} ${asked}`;
  },
  fr(condition, say) {
    const asked = parts(condition, say, (every) => `un multiple de ${every}`).join(" et ");
    return `le nombre de commandes du client, celle-ci comprise, ${say.is} ${asked}`;
  },
};

function parts(
  { at_least, at_most, every }: OrderNumberCondition,
  say: Wording,
  multiple: (of: number) => string,
) {
  const bounds = say.bounds({ at_least, at_most });
  return [...(bounds === "" ? [] : [bounds]), ...(every === undefined ? [] : [multiple(every)])];
}
