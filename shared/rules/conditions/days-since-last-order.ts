/** Cart condition: the whole days since the customer's last order lie within bounds. */
import * as z from "zod";
import { writeNumberBounds } from "../bounds.ts";
import type { CartKind } from "../condition-kind.ts";
import { customerNumberKind } from "../customer-number.ts";
import { frenchOf } from "../french-of.ts";
import { bounded, COUNT_BOUNDS } from "../number-test.ts";
import type { Sentence } from "../wording.ts";

export const DaysSinceLastOrderConditionSchema = bounded({
  kind: z.literal("days_since_last_order"),
  ...COUNT_BOUNDS,
});
export type DaysSinceLastOrderCondition = z.infer<typeof DaysSinceLastOrderConditionSchema>;

const DAY_MS = 86_400_000;

/** CND-28. */
export const daysSinceLastOrderKind: CartKind<DaysSinceLastOrderCondition> = customerNumberKind({
  opcode: 57,
  name: "days_since_last_order",
  schema: DaysSinceLastOrderConditionSchema,
  fact: "last_order",
  amounts: () => [],
  write: ({ at_least, at_most }, out) => writeNumberBounds(out, { at_least, at_most }),
  read({ facts, atMs }) {
    const last = facts.customer.last_order_ms;
    return typeof last === "number" ? Math.max(0, Math.floor((atMs - last) / DAY_MS)) : last;
  },
  lackKind: null,
});

/** In words. */
export const daysSinceLastOrderSentence: Sentence<DaysSinceLastOrderCondition> = {
  en: (condition, say) =>
    `the customer's last order ${say.either("was", "was not")} ${say.bounds(condition, "day", "days")} ago`,
  de: (condition, say) =>
    `die letzte Bestellung des Kunden ${say.is} ${say.bounds(condition, "Tag", "Tage")} her`,
  fr: (condition, say) =>
    `la dernière commande du client ${say.either("date", "ne date pas")} ${frenchOf(say.bounds(condition, "jour", "jours"))}`,
};
