/** Cart condition: one of the codes of this promotion was typed and is valid now. */
import * as z from "zod";
import { type CartKind, keysOf, PLAIN } from "../condition-kind.ts";
import { truthOf } from "../truth.ts";
import type { Sentence } from "../wording.ts";

export const CodeConditionSchema = z.strictObject({ kind: z.literal("code") });
export type CodeCondition = z.infer<typeof CodeConditionSchema>;

/** CND-11. */
export const codeKind: CartKind<CodeCondition> = {
  ...PLAIN,
  opcode: 25,
  schema: CodeConditionSchema,
  negatable: false,
  facts: ["codes"],
  keys: (_condition, { codes }) => keysOf("code", codes),
  write: () => {},
  test: (_program, _at, _end, cart) => truthOf(cart.codeCounts),
  reasons(_program, _at, _end, _cart, _wanted, out) {
    out.push({ code: "code_required" });
  },
};

/** In words. */
export const codeSentence: Sentence<CodeCondition> = {
  en: (_condition, say) => `a code of this promotion ${say.is} entered`,
  de: (_condition, say) => `ein Code dieser Aktion ${say.is} eingegeben`,
  fr: (_condition, say) => `un code de cette promotion ${say.is} saisi`,
};
