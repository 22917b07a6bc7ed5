/** Award: a percentage off matching items, the order, shipping, or order and shipping together, optionally capped. */
import * as z from "zod";
import { AmountsSchema, RateBpsSchema } from "../../model/amount.ts";
import { type MoneyKind, PLAIN_MONEY } from "../award-kind.ts";
import { mostOfRate } from "../most.ts";
import { amountsLength, capAt, type Program, rateAt, writeCap } from "../program.ts";
import { rateBasis, takeRate, worthOfRate } from "../rate.ts";
import {
  closesUnits,
  findTarget,
  fittingTarget,
  onAt,
  picksAtMost,
  stageOf,
  TARGET_FIELDS,
  targeted,
  targetKeys,
  targetPhrase,
  targetTrees,
  writeTarget,
} from "../target.ts";
import type { Sentence } from "../wording.ts";

export const PercentAwardSchema = targeted({
  kind: z.literal("percent"),
  rate_bps: RateBpsSchema,
  /** The whole award gives at most this in one order. */
  cap: AmountsSchema.optional(),
  ...TARGET_FIELDS,
});
export type PercentAward = z.infer<typeof PercentAwardSchema>;

const CONTEST = { items: "unit", order: "order", shipping: "charge", order_and_shipping: "none" } as const;

/** AWD-5 to AWD-8. Fields: rate, cap, target. */
export const percentKind: MoneyKind<PercentAward> = {
  ...PLAIN_MONEY,
  opcode: 64,
  schema: PercentAwardSchema,
  stage: stageOf,
  contest(award) {
    return award.cap !== undefined || picksAtMost(award) ? "none" : CONTEST[award.on];
  },
  joins: (award) =>
    award.cap !== undefined ||
    picksAtMost(award) ||
    award.on === "order" ||
    award.on === "order_and_shipping",
  reads: (award) => (award.cap !== undefined && picksAtMost(award) ? "places" : "none"),
  closes: closesUnits,
  keys: targetKeys,
  amounts: (award) => (award.cap === undefined ? [] : [award.cap]),
  lineTrees: targetTrees,
  write(award, out) {
    out.word(award.rate_bps);
    writeCap(out, award.cap);
    writeTarget(out, award);
  },
  target: (program, at, end, cart) => findTarget(program, targetPlace(program, at), end, cart),
  fitting: (program, at, end, cart) => fittingTarget(program, targetPlace(program, at), end, cart),
  take(program, at, _end, turn) {
    return takeRate(turn, turn.slices, rateAt(program, at), onAt(program, targetPlace(program, at)));
  },
  cap: (program, at, end, cart) => capAt(program, at + 1, end, cart.currency),
  most(program, at, _end, target, cart) {
    const on = onAt(program, targetPlace(program, at));
    return mostOfRate(rateAt(program, at), rateBasis(on, cart.policies), target, cart);
  },
  worth(program, at, _end, found, { policies }) {
    const on = onAt(program, targetPlace(program, at));
    return worthOfRate(found, rateAt(program, at), rateBasis(on, policies));
  },
};

function targetPlace(program: Program, at: number): number {
  return at + 1 + amountsLength(program, at + 1);
}

/** In words. */
export const percentSentence: Sentence<PercentAward> = {
  en: (award, say) => `${say.rate(award.rate_bps)} off ${targetPhrase(award, say)}${say.capped(award.cap)}`,
  de: (award, say) =>
    `${say.rate(award.rate_bps)} Rabatt auf ${targetPhrase(award, say)}${say.capped(award.cap)}`,
  fr: (award, say) =>
    `${say.rate(award.rate_bps)} de remise sur ${targetPhrase(award, say)}${say.capped(award.cap)}`,
};
