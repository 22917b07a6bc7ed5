/** Cart condition: the customer is in one of the segments. */
import * as z from "zod";
import { type CartKind, keysOf, oneOf, PLAIN } from "../condition-kind.ts";
import { IdListSchema } from "../id-list.ts";
import { holdsOneOf, writeTexts } from "../program.ts";
import { truthOf } from "../truth.ts";

export const SegmentConditionSchema = z.strictObject({ kind: z.literal("segment"), any_of: IdListSchema });
export type SegmentCondition = z.infer<typeof SegmentConditionSchema>;

/** CND-6. */
export const segmentKind: CartKind<SegmentCondition> = {
  ...PLAIN,
  opcode: 18,
  schema: SegmentConditionSchema,
  negatable: true,
  facts: ["segments"],
  sentence: ({ any_of }) => `the customer is in segment ${oneOf(any_of)}`,
  keys: ({ any_of }) => keysOf("segment", any_of),
  write: ({ any_of }, out) => writeTexts(out, any_of),
  test: (program, at, end, cart) => truthOf(holdsOneOf(program, at, end, cart.segments)),
  reasons(_program, _at, _end, _cart, _wanted, out) {
    out.push({ code: "customer_not_eligible", by: "segment" });
  },
};
