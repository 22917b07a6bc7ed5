/** Cart condition: the customer's birthday is near, by the store's calendar. */
import * as z from "zod";
import { dateOfDay, dayOfDate, daysOfMonth } from "../../time/civil.ts";
import { localMs } from "../../time/offsets.ts";
import { type CartKind, PLAIN } from "../condition-kind.ts";
import { wordAt } from "../program.ts";
import { FALSE, TRUE, UNKNOWN } from "../truth.ts";
import type { Sentence } from "../wording.ts";

export const BirthdayConditionSchema = z.strictObject({
  kind: z.literal("birthday"),
  /** Days before and after the birthday on which it holds; 0 and 0 is the day itself. */
  days_before: z.int().min(0).max(182).default(0),
  days_after: z.int().min(0).max(182).default(0),
});
export type BirthdayCondition = z.infer<typeof BirthdayConditionSchema>;

const DAY_MS = 86_400_000;

/** CND-29. Fields: days before, days after. */
export const birthdayKind: CartKind<BirthdayCondition> = {
  ...PLAIN,
  opcode: 60,
  schema: BirthdayConditionSchema,
  negatable: true,
  facts: ["birthday"],
  keys: () => null,
  write({ days_before, days_after }, out) {
    out.word(days_before);
    out.word(days_after);
  },
  test(program, at, _end, cart) {
    const { birthday } = cart.facts.customer;
    if (birthday === undefined) return UNKNOWN;
    const today = Math.floor(localMs(cart.facts.zone, cart.atMs) / DAY_MS);
    const { year } = dateOfDay(today);
    for (let of = year - 1; of <= year + 1; of++) {
      const day = birthdayIn(of, birthday);
      if (day >= today - wordAt(program, at + 1) && day <= today + wordAt(program, at)) return TRUE;
    }
    return FALSE;
  },
  reasons(_program, _at, _end, _cart, _wanted, out) {
    out.push({ code: "customer_not_eligible", by: "birthday" });
  },
};

/** The day of a birthday "MM-DD" in a year; 29 February is the last of February in others. */
function birthdayIn(year: number, birthday: string): number {
  const month = Number(birthday.slice(0, 2));
  const day = Number(birthday.slice(3, 5));
  return dayOfDate(year, month, Math.min(day, daysOfMonth(year, month)));
}

/** In words. */
export const birthdaySentence: Sentence<BirthdayCondition> = {
  en({ days_before, days_after }, say) {
    if (days_before === 0 && days_after === 0) return `it ${say.is} the customer's birthday`;
    const from = `${days_before} ${say.plural(days_before, "day", "days")} before`;
    const to = `${days_after} ${say.plural(days_after, "day", "days")} after`;
    return `today ${say.is} between ${from} and ${to} the customer's birthday`;
  },
  de({ days_before, days_after }, say) {
    if (days_before === 0 && days_after === 0) return `heute ${say.is} der Geburtstag des Kunden`;
    const from = `${days_before} ${say.plural(days_before, "Tag", "Tagen")} vor`;
    const to = `${days_after} ${say.plural(days_after, "Tag", "Tagen")} nach`;
    return `heute ${say.is} zwischen ${from} und ${to} dem Geburtstag des Kunden`;
  },
  fr({ days_before, days_after }, say) {
    if (days_before === 0 && days_after === 0) {
      return `${say.either("c'est", "ce n'est pas")} l'anniversaire du client`;
    }
    const from = `${days_before} ${say.plural(days_before, "jour", "jours")} avant`;
    const to = `${days_after} ${say.plural(days_after, "jour", "jours")} après`;
    return `${say.either("on est", "on n'est pas")} entre ${from} et ${to} l'anniversaire du client`;
  },
};
