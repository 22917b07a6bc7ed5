/** Award on commit: a coupon of a set, for a later order. */
import * as z from "zod";
import { AmountsSchema } from "../../model/amount.ts";
import { ExternalIdSchema } from "../../model/identifier.ts";
import { type GrantKind, PLAIN_AWARD, worthTables } from "../award-kind.ts";
import { takenAt, wordAt, writeCap } from "../program.ts";
import type { Sentence } from "../wording.ts";

export const CouponAwardSchema = z.strictObject({
  kind: z.literal("coupon"),
  /** The set from which it is issued. */
  set: ExternalIdSchema,
  /** What it counts for when promotions are compared (SEL-4). */
  worth: AmountsSchema.optional(),
});
export type CouponAward = z.infer<typeof CouponAwardSchema>;

/** AWD-28. Fields: set, worth. */
export const couponKind: GrantKind<CouponAward> = {
  ...PLAIN_AWARD,
  does: "grant",
  opcode: 74,
  schema: CouponAwardSchema,
  stage: () => "grant",
  amounts: worthTables,
  write(award, out) {
    out.text(award.set);
    writeCap(out, award.worth);
  },
  grant: (program, at) => ({ kind: "coupon", set: program.text(wordAt(program, at)) }),
  worth: (program, at, end, cart) => takenAt(program, at + 1, end, cart.currency),
};

/** In words. */
export const couponSentence: Sentence<CouponAward> = {
  en: ({ set }) => `1 coupon (${set}) for a later order`,
  de: ({ set }) => `1 Coupon (${set}) für eine spätere Bestellung`,
  fr: ({ set }) => `1 bon de réduction (${set}) pour une prochaine commande`,
};
