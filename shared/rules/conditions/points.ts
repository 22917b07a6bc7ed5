/** Cart condition: the customer's balance of points lies within bounds. */
import * as z from "zod";
import { writeNumberBounds } from "../bounds.ts";
import type { CartKind } from "../condition-kind.ts";
import { customerNumberKind } from "../customer-number.ts";
import { bounded, COUNT_BOUNDS } from "../number-test.ts";
import type { Sentence } from "../wording.ts";

export const PointsConditionSchema = bounded({ kind: z.literal("points"), ...COUNT_BOUNDS });
export type PointsCondition = z.infer<typeof PointsConditionSchema>;

/** CND-28. */
export const pointsKind: CartKind<PointsCondition> = customerNumberKind({
  opcode: 56,
  name: "points",
  schema: PointsConditionSchema,
  fact: "points",
  amounts: () => [],
  write: ({ at_least, at_most }, out) => writeNumberBounds(out, { at_least, at_most }),
  read: ({ facts }) => facts.customer.points,
  lackKind: "points",
});

/** In words. */
export const pointsSentence: Sentence<PointsCondition> = {
  en: (condition, say) => `the customer has ${say.within(condition, "point", "points")}`,
  de: (condition, say) => `der Kunde hat ${say.within(condition, "Punkt", "Punkte")}`,
  fr: (condition, say) => `le client a ${say.within(condition, "point", "points")}`,
};
