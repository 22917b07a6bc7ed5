/** Award: a percentage off matching items, the order, or shipping, optionally capped. */
import * as z from "zod";
import { AmountsSchema, RateBpsSchema } from "../../model/amount.ts";
import type { AwardKind } from "../award-kind.ts";
import { amountsSentence } from "../bounds.ts";
import { worthOf } from "../exact-worth.ts";
import { amountsLength, capAt, type Program, rateAt, writeCap } from "../program.ts";
import { discountOf, takeByRun } from "../slice.ts";
import {
  findTarget,
  TARGET_FIELDS,
  targeted,
  targetKeys,
  targetSentence,
  targetStage,
  writeTarget,
} from "../target.ts";

export const PercentAwardSchema = targeted({
  kind: z.literal("percent"),
  rate_bps: RateBpsSchema,
  /** The whole award gives at most this in one order. */
  cap: AmountsSchema.optional(),
  ...TARGET_FIELDS,
});
export type PercentAward = z.infer<typeof PercentAwardSchema>;

/** AWD-5 to AWD-8. Fields: rate, cap, target. */
export const percentKind: AwardKind<PercentAward> = {
  opcode: 64,
  schema: PercentAwardSchema,
  sentence(award, wording) {
    const cap = award.cap === undefined ? "" : `, at most ${amountsSentence(award.cap)}`;
    return `${award.rate_bps / 100} % off ${targetSentence(award, wording)}${cap}`;
  },
  stage: (award) => award.on,
  contest(award) {
    if (award.cap !== undefined) return "none";
    return award.on === "items" ? "unit" : award.on === "order" ? "order" : "charge";
  },
  keys: targetKeys,
  amounts: (award) => (award.cap === undefined ? [] : [award.cap]),
  items: (award) => award.items,
  write(award, out) {
    out.word(award.rate_bps);
    writeCap(out, award.cap);
    writeTarget(out, award);
  },
  target: (program, at, end, cart) => findTarget(program, targetPlace(program, at), end, cart),
  take(program, at, _end, slices, cart) {
    const rate = rateAt(program, at);
    const asOne = targetStage(program, targetPlace(program, at)) === "order";
    return takeByRun(slices, asOne, (sum) => discountOf(sum, rate, cart.policies));
  },
  cap: (program, at, end, cart) => capAt(program, at + 1, end, cart.currency),
  worth: (program, at, _end, base) => worthOf(base, rateAt(program, at)),
};

function targetPlace(program: Program, at: number): number {
  return at + 1 + amountsLength(program, at + 1);
}
