/** Award: an amount off for every full so much that is spent, "10 off each 100". */
import * as z from "zod";
import { AmountsSchema } from "../../model/amount.ts";
import type { ByLanguage } from "../../model/language.ts";
import { LIMITS } from "../../model/limits.ts";
import { type MoneyKind, NO_TARGET, PLAIN_MONEY } from "../award-kind.ts";
import { BasisSchema, basisPhrase } from "../basis.ts";
import type { CartView } from "../cart-view.ts";
import { basisFlags } from "../measure.ts";
import { mostOfAmount } from "../most.ts";
import { amountsLength, type Program, takenAt, wordAt, writeAmounts } from "../program.ts";
import { lackOf, measureOf, supposedAt } from "../spend.ts";
import {
  closesUnits,
  findTarget,
  fittingTarget,
  stageOf,
  TARGET_FIELDS,
  targeted,
  targetItems,
  targetKeys,
  targetPhrase,
  targetTrees,
  writeTarget,
} from "../target.ts";
import { takeAmountOnce } from "../unit-value.ts";
import type { Sentence, Wording } from "../wording.ts";

export const EveryFullAwardSchema = targeted({
  kind: z.literal("every_full"),
  every: AmountsSchema,
  amounts: AmountsSchema,
  basis: BasisSchema.optional(),
  times_max: z.int().min(1).max(LIMITS.lineQuantity).optional(),
  ...TARGET_FIELDS,
}).refine((award) => award.on === "items" || award.on === "order", {
  path: ["on"],
  message: "is `items` or `order` here",
});
export type EveryFullAward = z.infer<typeof EveryFullAwardSchema>;

const UNBOUNDED = 0;

/** AWD-25. Fields: basis, most times, every, amounts, target. */
export const everyFullKind: MoneyKind<EveryFullAward> = {
  ...PLAIN_MONEY,
  opcode: 71,
  schema: EveryFullAwardSchema,
  stage: stageOf,
  contest: () => "none",
  joins: () => true,
  reads({ basis }, { threshold_basis, excess }) {
    if ((basis ?? threshold_basis) === "current") return "measured";
    return excess === "refuse" ? "places" : "none";
  },
  closes: closesUnits,
  keys: targetKeys,
  amounts: (award) => [award.every, award.amounts],
  lineTrees: targetTrees,
  write(award, out) {
    out.word(basisFlags(out.basis(award.basis)));
    out.word(award.times_max ?? UNBOUNDED);
    writeAmounts(out, award.every);
    writeAmounts(out, award.amounts);
    writeTarget(out, award);
  },
  target(program, at, end, cart) {
    const isAtCurrent = wordAt(program, at) === basisFlags("current");
    const missing = isAtCurrent ? null : everyFullKind.lacks(program, at, end, cart);
    if (missing !== null) return { ...NO_TARGET, missing };
    return findTarget(program, targetPlace(program, at), end, cart);
  },
  fitting: (program, at, end, cart) => fittingTarget(program, targetPlace(program, at), end, cart),
  measured(program, at, end, cart) {
    return fittingTarget(program, targetPlace(program, at), end, cart);
  },
  lacks(program, at, end, cart) {
    return lackOf(measured(program, at, end, cart), everyAt(program, at, end, cart));
  },
  nextStep(program, at, end, cart) {
    const have = measured(program, at, end, cart);
    const every = everyAt(program, at, end, cart);
    const times = Math.floor(have / every) + 1;
    const most = wordAt(program, at + 1);
    if (most !== UNBOUNDED && times > most) return null;
    const items = targetItems(program, targetPlace(program, at));
    return { kind: "amount", need: times * every, have, items, step: null };
  },
  take(program, at, end, turn) {
    return takeAmountOnce(turn, turn.slices, earnedAt(program, at, end, turn.cart));
  },
  most: (program, at, end, _target, cart) => mostOfAmount(earnedAt(program, at, end, cart)),
};

/** So many times the amount as is full. */
function earnedAt(program: Program, at: number, end: number, cart: CartView): number {
  const full = Math.floor(measured(program, at, end, cart) / everyAt(program, at, end, cart));
  const most = wordAt(program, at + 1);
  const times = most === UNBOUNDED ? full : Math.min(full, most);
  return times * takenAt(program, amountsPlace(program, at), end, cart.currency);
}

function everyAt(program: Program, at: number, end: number, { currency }: CartView): number {
  return Math.max(1, takenAt(program, at + 2, end, currency));
}

function measured(program: Program, at: number, end: number, cart: CartView): number {
  const fitting = fittingTarget(program, targetPlace(program, at), end, cart);
  return supposedAt(cart, at, measureOf(cart, fitting, wordAt(program, at)));
}

function amountsPlace(program: Program, at: number): number {
  return at + 2 + amountsLength(program, at + 2);
}

function targetPlace(program: Program, at: number): number {
  return amountsPlace(program, at) + amountsLength(program, amountsPlace(program, at));
}

const PARTS: ByLanguage<readonly [string, string]> = {
  en: [" off ", " for every full "],
  de: [" Rabatt auf ", " je volle "],
  fr: [" de remise sur ", " par tranche de "],
};

/** In words. */
export const everyFullSentence: Sentence<EveryFullAward> = { en: inWords, de: inWords, fr: inWords };

function inWords(award: EveryFullAward, say: Wording): string {
  const [off, every] = PARTS[say.language];
  const full = `${every}${say.amounts(award.every)}${basisPhrase(award.basis, say.language)}`;
  return `${say.amounts(award.amounts)}${off}${targetPhrase(award, say)}${full}${say.repeated(award.times_max)}`;
}
