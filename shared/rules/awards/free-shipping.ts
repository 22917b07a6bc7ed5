/** Award: shipping charges become free, optionally up to an amount (partial subsidy). */
import * as z from "zod";
import { AmountsSchema } from "../../model/amount.ts";
import { ExternalIdSchema } from "../../model/identifier.ts";
import { LIMITS } from "../../model/limits.ts";
import type { AwardKind } from "../award-kind.ts";
import { amountsSentence } from "../bounds.ts";
import { worthOf } from "../exact-worth.ts";
import { amountsLength, capAt, writeCap } from "../program.ts";
import { findTarget, targetSentence, writeTarget } from "../target.ts";

export const FreeShippingAwardSchema = z.strictObject({
  kind: z.literal("free_shipping"),
  methods: z.array(ExternalIdSchema).min(1).max(LIMITS.treeChildren).optional(),
  cap: AmountsSchema.optional(),
});
export type FreeShippingAward = z.infer<typeof FreeShippingAwardSchema>;

const RATE_WHOLE = 10_000;

/** AWD-13. Fields: cap, target. */
export const freeShippingKind: AwardKind<FreeShippingAward> = {
  opcode: 67,
  schema: FreeShippingAwardSchema,
  sentence(award, wording) {
    const cap = award.cap === undefined ? "" : `, up to ${amountsSentence(award.cap)}`;
    return `free ${targetSentence({ on: "shipping", methods: award.methods }, wording)}${cap}`;
  },
  stage: () => "shipping",
  contest: (award) => (award.cap === undefined ? "charge" : "none"),
  keys: () => null,
  amounts: (award) => (award.cap === undefined ? [] : [award.cap]),
  items: () => undefined,
  write(award, out) {
    writeCap(out, award.cap);
    writeTarget(out, { on: "shipping", methods: award.methods });
  },
  target: (program, at, end, cart) => findTarget(program, at + amountsLength(program, at), end, cart),
  take(_program, _at, _end, slices) {
    for (const slice of slices) slice.taken = slice.current;
    return slices;
  },
  cap: (program, at, end, cart) => capAt(program, at, end, cart.currency),
  worth: (_program, _at, _end, base) => worthOf(base, RATE_WHOLE),
};
