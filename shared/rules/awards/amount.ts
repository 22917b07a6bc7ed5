/** Award: an amount off matching items (per unit, per content run, or once over all), the order, or shipping. */
import * as z from "zod";
import { AmountsSchema } from "../../model/amount.ts";
import { type AwardKind, uncapped } from "../award-kind.ts";
import { amountsSentence } from "../bounds.ts";
import { worthOf } from "../exact-worth.ts";
import { amountsLength, type Program, takenAt, wordAt, writeAmounts } from "../program.ts";
import { takeByRun } from "../slice.ts";
import { findTarget, TARGET_FIELDS, targeted, targetKeys, targetSentence, writeTarget } from "../target.ts";

export const AmountAwardSchema = targeted({
  kind: z.literal("amount"),
  amounts: AmountsSchema,
  /** For items the author must say; order and shipping are always once over all. */
  per: z.enum(["unit", "line", "once"]).optional(),
  ...TARGET_FIELDS,
}).refine(
  (award) => (award.on === "items") === (award.per !== undefined),
  "needs `per` for items, and only there",
);
export type AmountAward = z.infer<typeof AmountAwardSchema>;

const PER_UNIT = 0;
const PER_LINE = 1;
const ONCE = 2;
const PER_SENTENCE = { unit: "each of ", line: "each line of ", once: "" };
const RATE_WHOLE = 10_000;

/** AWD-9 to AWD-11. Fields: per what, amounts, target. */
export const amountKind: AwardKind<AmountAward> = {
  opcode: 65,
  schema: AmountAwardSchema,
  sentence(award, wording) {
    const per = PER_SENTENCE[award.per ?? "once"];
    return `${amountsSentence(award.amounts)} off ${per}${targetSentence(award, wording)}`;
  },
  stage: (award) => award.on,
  contest(award) {
    if (award.on === "order") return "order";
    return award.per === "unit" ? "unit" : award.per === "line" ? "run" : "none";
  },
  keys: targetKeys,
  amounts: (award) => [award.amounts],
  items: (award) => award.items,
  write(award, out) {
    out.word(award.per === "unit" ? PER_UNIT : award.per === "line" ? PER_LINE : ONCE);
    writeAmounts(out, award.amounts);
    writeTarget(out, award);
  },
  target: (program, at, end, cart) => findTarget(program, targetPlace(program, at), end, cart),
  take(program, at, end, slices, cart) {
    const amount = takenAt(program, at + 1, end, cart.currency);
    const per = wordAt(program, at);
    if (per !== PER_UNIT) return takeByRun(slices, per === ONCE, (sum) => Math.min(amount, sum));
    for (const slice of slices) slice.taken = Math.min(amount, slice.current);
    return slices;
  },
  cap: uncapped,
  worth: (program, at, end, base, cart) =>
    worthOf(Math.min(takenAt(program, at + 1, end, cart.currency), base), RATE_WHOLE),
};

function targetPlace(program: Program, at: number): number {
  return at + 1 + amountsLength(program, at + 1);
}
