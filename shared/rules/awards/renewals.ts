/** Award on commit: the promotion holds for so many further periods of a subscription. */
import * as z from "zod";
import { type GrantKind, PLAIN_AWARD } from "../award-kind.ts";
import { wordAt } from "../program.ts";
import type { Sentence } from "../wording.ts";

export const RenewalsAwardSchema = z.strictObject({
  kind: z.literal("renewals"),
  periods: z.int().min(1).max(120),
});
export type RenewalsAward = z.infer<typeof RenewalsAwardSchema>;

/** AWD-28. Field: periods. */
export const renewalsKind: GrantKind<RenewalsAward> = {
  ...PLAIN_AWARD,
  does: "grant",
  opcode: 78,
  schema: RenewalsAwardSchema,
  stage: () => "grant",
  write: (award, out) => out.word(award.periods),
  grant: (program, at) => ({ kind: "renewals", periods: wordAt(program, at) }),
  worth: () => 0,
};

/** In words. */
export const renewalsSentence: Sentence<RenewalsAward> = {
  en: ({ periods }, say) =>
    `the same for ${periods} further ${say.plural(periods, "period", "periods")} of the subscription`,
  de: ({ periods }, say) =>
    `dasselbe für ${periods} ${say.plural(periods, "weiteren Zeitraum", "weitere Zeiträume")} des Abonnements`,
  fr: ({ periods }, say) =>
    `de même pour ${periods} ${say.plural(periods, "période supplémentaire", "périodes supplémentaires")} de l'abonnement`,
};
