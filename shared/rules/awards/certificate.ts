/** Award on commit: a gift certificate. */
import * as z from "zod";
import { AmountsSchema } from "../../model/amount.ts";
import { type GrantKind, PLAIN_AWARD, worthTables } from "../award-kind.ts";
import { amountsLength, takenAt, writeAmounts, writeCap } from "../program.ts";
import type { Sentence } from "../wording.ts";

export const CertificateAwardSchema = z.strictObject({
  kind: z.literal("certificate"),
  amounts: AmountsSchema,
  /** What it counts for when promotions are compared (SEL-4). */
  worth: AmountsSchema.optional(),
});
export type CertificateAward = z.infer<typeof CertificateAwardSchema>;

/** AWD-28. Fields: amounts, worth. */
export const certificateKind: GrantKind<CertificateAward> = {
  ...PLAIN_AWARD,
  does: "grant",
  opcode: 75,
  schema: CertificateAwardSchema,
  stage: () => "grant",
  amounts: (award) => [award.amounts, ...worthTables(award)],
  write(award, out) {
    writeAmounts(out, award.amounts);
    writeCap(out, award.worth);
  },
  grant: (program, at, end, cart) => ({
    kind: "certificate",
    amount: takenAt(program, at, end, cart.currency),
  }),
  worth: (program, at, end, cart) => takenAt(program, at + amountsLength(program, at), end, cart.currency),
};

/** In words. */
export const certificateSentence: Sentence<CertificateAward> = {
  en: ({ amounts }, say) => `1 gift certificate of ${say.amounts(amounts)}`,
  de: ({ amounts }, say) => `1 Geschenkgutschein über ${say.amounts(amounts)}`,
  fr: ({ amounts }, say) => `1 chèque-cadeau de ${say.amounts(amounts)}`,
};
