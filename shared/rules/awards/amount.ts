/** Award: an amount off matching items (per unit, per content run, or once over all), the order, shipping, or order and shipping together. */
import * as z from "zod";
import { AmountsSchema } from "../../model/amount.ts";
import { type MoneyKind, PLAIN_MONEY } from "../award-kind.ts";
import { mostOfAmount, mostOfValue } from "../most.ts";
import { amountsLength, type Program, takenAt, wordAt, writeAmounts } from "../program.ts";
import { worthOfAmount } from "../rate.ts";
import { byRun, takeGrouped } from "../slice.ts";
import {
  chargesPhrase,
  closesUnits,
  findTarget,
  fittingTarget,
  picksAtMost,
  stageOf,
  TARGET_FIELDS,
  targeted,
  targetKeys,
  targetPhrase,
  targetTrees,
  writeTarget,
} from "../target.ts";
import { takeAmountEach, takeAmountOnce } from "../unit-value.ts";
import type { Sentence, Wording } from "../wording.ts";

export const AmountAwardSchema = targeted({
  kind: z.literal("amount"),
  amounts: AmountsSchema,
  /** On items the author must say; on shipping and on the order it is once over all unless said. */
  per: z.enum(["unit", "line", "charge", "once"]).optional(),
  ...TARGET_FIELDS,
}).superRefine(({ on, per }, context) => {
  const goes =
    on === "items"
      ? per !== undefined && per !== "charge"
      : per === undefined || per === "once" || (per === "charge" && on === "shipping");
  if (!goes) {
    const message =
      "is `unit`, `line` or `once` on items, `charge` or `once` on shipping, `once` on the order";
    context.addIssue({ code: "custom", path: ["per"], message });
  }
});
export type AmountAward = z.infer<typeof AmountAwardSchema>;

const EACH = 0;
const PER_LINE = 1;
const ONCE = 2;
const PER_WORD = { unit: EACH, charge: EACH, line: PER_LINE, once: ONCE };

/** AWD-9 to AWD-11. Fields: per what, amounts, target. */
export const amountKind: MoneyKind<AmountAward> = {
  ...PLAIN_MONEY,
  opcode: 65,
  schema: AmountAwardSchema,
  stage: stageOf,
  contest(award) {
    if (award.on === "order") return "order";
    if (award.per === "charge") return "charge";
    if (award.per === "line") return award.pick === undefined ? "run" : "none";
    return award.per === "unit" && !picksAtMost(award) ? "unit" : "none";
  },
  joins: (award) => isSpread(award) || picksAtMost(award),
  reads(award, { excess }) {
    return excess === "refuse" || (picksAtMost(award) && isSpread(award)) ? "places" : "none";
  },
  closes: closesUnits,
  keys: targetKeys,
  amounts: (award) => [award.amounts],
  lineTrees: targetTrees,
  write(award, out) {
    out.word(PER_WORD[award.per ?? "once"]);
    writeAmounts(out, award.amounts);
    writeTarget(out, award);
  },
  target: (program, at, end, cart) => findTarget(program, targetPlace(program, at), end, cart),
  fitting: (program, at, end, cart) => fittingTarget(program, targetPlace(program, at), end, cart),
  take(program, at, end, turn) {
    const amount = takenAt(program, at + 1, end, turn.cart.currency);
    const per = wordAt(program, at);
    if (per === EACH) return takeAmountEach(turn, turn.slices, amount);
    if (per === ONCE) return takeAmountOnce(turn, turn.slices, amount);
    return takeGrouped(turn.slices, byRun, (run) => takeAmountOnce(turn, run, amount));
  },
  most(program, at, end, target, cart) {
    const amount = takenAt(program, at + 1, end, cart.currency);
    const per = wordAt(program, at);
    if (per === EACH) return mostOfValue({ by: "amount", minor: amount }, target, cart);
    return mostOfAmount(per === ONCE ? amount : amount * target.places.length);
  },
  worth: (program, at, end, found, cart) =>
    worthOfAmount(found, takenAt(program, at + 1, end, cart.currency), cart.policies),
};

/** Whether it is shared out over several units or charges. */
function isSpread({ per }: AmountAward): boolean {
  return per === undefined || per === "line" || per === "once";
}

function targetPlace(program: Program, at: number): number {
  return at + 1 + amountsLength(program, at + 1);
}

/** In words. */
export const amountSentence: Sentence<AmountAward> = {
  en(award, say) {
    const amounts = say.amounts(award.amounts);
    if (award.per === "charge") return `${amounts} off ${chargesPhrase(award, say)}`;
    if (award.per === "line") return `${amounts} off per line on ${targetPhrase(award, say)}`;
    if (award.per === "unit") return `${amounts} off ${eachPhrase(award, say)}`;
    return `${amounts} off ${targetPhrase(award, say)}${award.on === "items" ? " together" : ""}`;
  },
  de(award, say) {
    const amounts = `${say.amounts(award.amounts)} Rabatt`;
    if (award.per === "charge") return `${amounts} auf ${chargesPhrase(award, say)}`;
    if (award.per === "line") return `${amounts} je Position auf ${targetPhrase(award, say)}`;
    if (award.per === "unit") return `je ${amounts} auf ${targetPhrase(award, say)}`;
    return `${award.on === "items" ? "insgesamt " : ""}${amounts} auf ${targetPhrase(award, say)}`;
  },
  fr(award, say) {
    const amounts = `${say.amounts(award.amounts)} de remise`;
    if (award.per === "charge") return `${amounts} sur ${chargesPhrase(award, say)}`;
    if (award.per === "line") return `${amounts} par ligne sur ${targetPhrase(award, say)}`;
    if (award.per === "unit") return `${amounts} par article sur ${targetPhrase(award, say)}`;
    return `${amounts}${award.on === "items" ? " au total" : ""} sur ${targetPhrase(award, say)}`;
  },
};

/** "each article of brand acme", "each of the 2 cheapest articles". */
function eachPhrase(award: AmountAward, say: Wording): string {
  const { pick, items } = award;
  if (pick === undefined) return `each article${say.items(items)}`;
  const isSeveral = pick.by !== "pattern" && pick.units > 1;
  return `${isSeveral ? "each of " : ""}${targetPhrase(award, say)}`;
}
