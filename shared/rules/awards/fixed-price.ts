/** Award: a new price for each matching unit, for all of them together, for the order, or for shipping. It never raises one. */
import * as z from "zod";
import { AmountsSchema } from "../../model/amount.ts";
import { type MoneyKind, PLAIN_MONEY } from "../award-kind.ts";
import { costOf, mostOfAmount, mostOfValue } from "../most.ts";
import { amountsLength, type Program, takenAt, wordAt, writeAmounts } from "../program.ts";
import { worthOfPrice } from "../rate.ts";
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
import { takePriceEach, takePriceOnce } from "../unit-value.ts";
import type { Sentence, Wording } from "../wording.ts";

export const FixedPriceAwardSchema = targeted({
  kind: z.literal("fixed_price"),
  prices: AmountsSchema,
  /** On items the author must say; on shipping it is each charge unless said; on the order it is once. */
  per: z.enum(["unit", "charge", "once"]).optional(),
  ...TARGET_FIELDS,
}).superRefine(({ on, per }, context) => {
  const goes =
    on === "items"
      ? per === "unit" || per === "once"
      : per !== "unit" && (per !== "charge" || on === "shipping");
  if (!goes) {
    const message = "is `unit` or `once` on items, `charge` or `once` on shipping, `once` on the order";
    context.addIssue({ code: "custom", path: ["per"], message });
  }
});
export type FixedPriceAward = z.infer<typeof FixedPriceAwardSchema>;

const EACH = 0;
const ONCE = 1;

/** AWD-20. Fields: per what, prices, target. */
export const fixedPriceKind: MoneyKind<FixedPriceAward> = {
  ...PLAIN_MONEY,
  opcode: 68,
  schema: FixedPriceAwardSchema,
  stage: stageOf,
  contest(award) {
    if (isOnce(award)) return "none";
    if (award.on === "shipping") return "charge";
    return picksAtMost(award) ? "none" : "unit";
  },
  joins: (award) => isOnce(award) || picksAtMost(award),
  reads: (award) => (isOnce(award) ? "places" : "none"),
  closes: closesUnits,
  keys: targetKeys,
  amounts: (award) => [award.prices],
  lineTrees: targetTrees,
  write(award, out) {
    out.word(isOnce(award) ? ONCE : EACH);
    writeAmounts(out, award.prices);
    writeTarget(out, award);
  },
  target: (program, at, end, cart) => findTarget(program, targetPlace(program, at), end, cart),
  fitting: (program, at, end, cart) => fittingTarget(program, targetPlace(program, at), end, cart),
  take(program, at, end, turn) {
    const price = takenAt(program, at + 1, end, turn.cart.currency);
    const isEach = wordAt(program, at) === EACH;
    return isEach ? takePriceEach(turn, turn.slices, price) : takePriceOnce(turn, turn.slices, price);
  },
  most(program, at, end, target, cart) {
    const minor = takenAt(program, at + 1, end, cart.currency);
    if (wordAt(program, at) === EACH) return mostOfValue({ by: "price", minor }, target, cart);
    return mostOfAmount(Math.max(0, costOf(target, cart, "catalog") - minor));
  },
  worth: (program, at, end, found, cart) => worthOfPrice(found, takenAt(program, at + 1, end, cart.currency)),
};

function isOnce({ on, per }: FixedPriceAward): boolean {
  return per === "once" || (per === undefined && on !== "shipping");
}

function targetPlace(program: Program, at: number): number {
  return at + 1 + amountsLength(program, at + 1);
}

/** In words. */
export const fixedPriceSentence: Sentence<FixedPriceAward> = {
  en(award, say) {
    const prices = say.amounts(award.prices);
    if (isOnce(award)) return `${togetherPhrase(award, say, " together")} for ${prices}`;
    if (award.on === "shipping") return `${chargesPhrase(award, say)} for ${prices}`;
    return `${targetPhrase(award, say)} for ${prices} each`;
  },
  de(award, say) {
    const prices = say.amounts(award.prices);
    if (isOnce(award)) return `${togetherPhrase(award, say, " zusammen")} für ${prices}`;
    if (award.on === "shipping") return `${chargesPhrase(award, say)} für ${prices}`;
    return `${targetPhrase(award, say)} für je ${prices}`;
  },
  fr(award, say) {
    const prices = say.amounts(award.prices);
    if (isOnce(award)) return `${togetherPhrase(award, say, " ensemble")} pour ${prices}`;
    if (award.on === "shipping") return `${chargesPhrase(award, say)} à ${prices}`;
    return `${targetPhrase(award, say)} à ${prices} l'unité`;
  },
};

/** Articles are told from one another, so they are said to go together. */
function togetherPhrase(award: FixedPriceAward, say: Wording, together: string): string {
  return targetPhrase(award, say) + (award.on === "items" ? together : "");
}
