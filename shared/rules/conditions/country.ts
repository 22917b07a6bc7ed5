/** Cart condition: the goods go to one of the countries. */
import * as z from "zod";
import { CountrySchema } from "../../model/cart.ts";

export const CountryConditionSchema = z.strictObject({
  kind: z.literal("country"),
  any_of: z.array(CountrySchema).min(1).max(250),
});
export type CountryCondition = z.infer<typeof CountryConditionSchema>;
