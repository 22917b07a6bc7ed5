/** Award on commit: a message that the shop shows or sends. */
import * as z from "zod";
import { ExternalIdSchema } from "../../model/identifier.ts";
import { type GrantKind, PLAIN_AWARD } from "../award-kind.ts";
import { wordAt } from "../program.ts";
import type { Sentence } from "../wording.ts";

export const MessageAwardSchema = z.strictObject({
  kind: z.literal("message"),
  message: ExternalIdSchema,
});
export type MessageAward = z.infer<typeof MessageAwardSchema>;

/** AWD-28. Field: message. */
export const messageKind: GrantKind<MessageAward> = {
  ...PLAIN_AWARD,
  does: "grant",
  opcode: 77,
  schema: MessageAwardSchema,
  stage: () => "grant",
  write: (award, out) => out.text(award.message),
  grant: (program, at) => ({ kind: "message", message: program.text(wordAt(program, at)) }),
  worth: () => 0,
};

/** In words. */
export const messageSentence: Sentence<MessageAward> = {
  en: ({ message }) => `a message (${message})`,
  de: ({ message }) => `eine Mitteilung (${message})`,
  fr: ({ message }) => `un message (${message})`,
};
