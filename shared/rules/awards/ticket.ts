/** Award on commit: tickets for a draw. */
import * as z from "zod";
import { AmountsSchema } from "../../model/amount.ts";
import { ExternalIdSchema } from "../../model/identifier.ts";
import { type GrantKind, PLAIN_AWARD, worthTables } from "../award-kind.ts";
import { takenAt, wordAt, writeCap } from "../program.ts";
import type { Sentence } from "../wording.ts";

export const TicketAwardSchema = z.strictObject({
  kind: z.literal("ticket"),
  draw: ExternalIdSchema,
  tickets: z.int().min(1).max(1_000),
  /** What it counts for when promotions are compared (SEL-4). */
  worth: AmountsSchema.optional(),
});
export type TicketAward = z.infer<typeof TicketAwardSchema>;

/** AWD-28. Fields: draw, tickets, worth. */
export const ticketKind: GrantKind<TicketAward> = {
  ...PLAIN_AWARD,
  does: "grant",
  opcode: 76,
  schema: TicketAwardSchema,
  stage: () => "grant",
  amounts: worthTables,
  write(award, out) {
    out.text(award.draw);
    out.word(award.tickets);
    writeCap(out, award.worth);
  },
  grant: (program, at) => ({
    kind: "ticket",
    draw: program.text(wordAt(program, at)),
    tickets: wordAt(program, at + 1),
  }),
  worth: (program, at, end, cart) => takenAt(program, at + 2, end, cart.currency),
};

/** In words. */
export const ticketSentence: Sentence<TicketAward> = {
  en: ({ draw, tickets }, say) =>
    `${tickets} ${say.plural(tickets, "ticket", "tickets")} for the draw ${draw}`,
  de: ({ draw, tickets }, say) =>
    `${tickets} ${say.plural(tickets, "Los", "Lose")} für die Verlosung ${draw}`,
  fr: ({ draw, tickets }, say) =>
    `${tickets} ${say.plural(tickets, "ticket", "tickets")} pour le tirage ${draw}`,
};
