/** Award: shipping charges become free, optionally up to an amount (partial subsidy). */
import * as z from "zod";
import { AmountsSchema } from "../../model/amount.ts";
import { ExternalIdSchema } from "../../model/identifier.ts";
import { LIMITS } from "../../model/limits.ts";
import { type MoneyKind, PLAIN_AWARD, PLAIN_MONEY } from "../award-kind.ts";
import { amountsLength, capAt, writeCap } from "../program.ts";
import { worthOfPrice } from "../rate.ts";
import { takeEach } from "../spread.ts";
import { chargesSelected, findTarget, writeTarget } from "../target.ts";
import type { Sentence } from "../wording.ts";

export const FreeShippingAwardSchema = z.strictObject({
  kind: z.literal("free_shipping"),
  methods: z.array(ExternalIdSchema).min(1).max(LIMITS.treeChildren).optional(),
  sellers: z.array(ExternalIdSchema).min(1).max(LIMITS.treeChildren).optional(),
  cap: AmountsSchema.optional(),
});
export type FreeShippingAward = z.infer<typeof FreeShippingAwardSchema>;

/** AWD-13. Fields: cap, target. */
export const freeShippingKind: MoneyKind<FreeShippingAward> = {
  ...PLAIN_AWARD,
  ...PLAIN_MONEY,
  opcode: 67,
  schema: FreeShippingAwardSchema,
  stage: () => "shipping",
  contest: (award) => (award.cap === undefined ? "charge" : "none"),
  joins: (award) => award.cap !== undefined,
  amounts: (award) => (award.cap === undefined ? [] : [award.cap]),
  write({ methods, sellers, cap }, out) {
    writeCap(out, cap);
    writeTarget(out, { on: "shipping", methods, sellers });
  },
  target: (program, at, end, cart) => findTarget(program, at + amountsLength(program, at), end, cart),
  fitting: () => [],
  take: (_program, _at, _end, turn) => takeEach(turn.slices, ({ current }) => current, turn.bounds),
  cap: (program, at, end, cart) => capAt(program, at, end, cart.currency),
  worth: (_program, _at, _end, found) => worthOfPrice(found, 0),
};

/** In words. */
export const freeShippingSentence: Sentence<FreeShippingAward> = {
  en: (award, say) => `free shipping${chargesSelected(award, say)}${say.capped(award.cap)}`,
  de: (award, say) => `kostenloser Versand${chargesSelected(award, say)}${say.capped(award.cap)}`,
  fr: (award, say) => `livraison offerte${chargesSelected(award, say)}${say.capped(award.cap)}`,
};
