/** Award: some units of one of several articles for nothing. The shop adds the line with `gift_of`; it is free while it is earned. */
import * as z from "zod";
import { AmountsSchema } from "../../model/amount.ts";
import { ExternalIdSchema } from "../../model/identifier.ts";
import type { ByLanguage } from "../../model/language.ts";
import { LIMITS } from "../../model/limits.ts";
import { type GiftKind, PLAIN_AWARD, worthTables } from "../award-kind.ts";
import { amountsLength, type Program, takenAt, wordAt, writeCap } from "../program.ts";
import { EverySchema, everyPhrase, everyTables, everyTrees, timesAt, writeEvery } from "../times.ts";
import type { Sentence, Wording } from "../wording.ts";

export const GiftAwardSchema = z.strictObject({
  kind: z.literal("gift"),
  /** The shopper chooses; the first is what a shop adds by itself. Those out of stock are not offered. */
  choices: z.array(ExternalIdSchema).min(1).max(LIMITS.giftChoices),
  units: z.int().min(1).max(1_000).default(1),
  every: EverySchema.optional(),
  times_max: z.int().min(1).max(LIMITS.lineQuantity).optional(),
  /** What one unit counts for when promotions are compared (SEL-4). */
  worth: AmountsSchema.optional(),
});
export type GiftAward = z.infer<typeof GiftAwardSchema>;

const UNBOUNDED = 0;

/** AWD-27. Fields: units, most times, worth, number of choices, choices in their order, every. */
export const giftKind: GiftKind<GiftAward> = {
  ...PLAIN_AWARD,
  does: "gift",
  opcode: 72,
  schema: GiftAwardSchema,
  stage: () => "items",
  keys: ({ every }, source) => (every?.items === undefined ? null : source.ofItems(every.items)),
  amounts: (award) => [...everyTables(award.every), ...worthTables(award)],
  lineTrees: ({ every }) => everyTrees(every),
  write(award, out) {
    out.word(award.units);
    out.word(award.times_max ?? UNBOUNDED);
    writeCap(out, award.worth);
    out.word(award.choices.length);
    for (const sku of award.choices) out.text(sku);
    writeEvery(out, award.every);
  },
  gift(program, at, end, cart) {
    const choices = choicesPlace(program, at);
    const count = Math.min(wordAt(program, choices), LIMITS.giftChoices);
    const every = choices + 1 + wordAt(program, choices);
    const most = wordAt(program, at + 1);
    const earned = timesAt(program, every, end, cart);
    const times = most === UNBOUNDED ? earned : Math.min(earned, most);
    return {
      units: times * wordAt(program, at),
      choices: Array.from({ length: count }, (_, index) =>
        program.text(wordAt(program, choices + 1 + index)),
      ),
      worthMinor: takenAt(program, at + 2, end, cart.currency),
      missing: times === 0 ? { code: "items_missing" } : null,
    };
  },
};

function choicesPlace(program: Program, at: number): number {
  return at + 2 + amountsLength(program, at + 2);
}

const BEGINNINGS: ByLanguage<string> = { en: "free gift: ", de: "gratis dazu: ", fr: "cadeau : " };

/** In words. */
export const giftSentence: Sentence<GiftAward> = { en: inWords, de: inWords, fr: inWords };

function inWords({ choices, units, every, times_max }: GiftAward, say: Wording): string {
  const given = `${units} × ${say.oneOf(choices)}`;
  return BEGINNINGS[say.language] + given + everyPhrase(every, say) + say.repeated(times_max);
}
