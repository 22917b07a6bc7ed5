/** Award on commit: points, a fixed number or so many for every full amount that is paid for goods. */
import * as z from "zod";
import { AmountsSchema } from "../../model/amount.ts";
import { type GrantKind, PLAIN_AWARD, worthTables } from "../award-kind.ts";
import { lineTreeAt } from "../condition-kind.ts";
import { LineConditionSchema } from "../line-condition.ts";
import { basisFlags } from "../measure.ts";
import { amountsLength, capAt, numberAt, type Program, takenAt, wordAt, writeCap } from "../program.ts";
import { measureOf } from "../spend.ts";
import { spentPhrase } from "../times.ts";
import type { Sentence, Wording } from "../wording.ts";

export const PointsAwardSchema = z
  .strictObject({
    kind: z.literal("points"),
    points: z.int().min(1).max(1_000_000_000),
    /** So many points for every full amount that is left to pay for goods; without it once. */
    every: AmountsSchema.optional(),
    items: LineConditionSchema.optional(),
    /** What a fixed number counts for when promotions are compared (SEL-4); points for money never count. */
    worth: AmountsSchema.optional(),
  })
  .refine(({ every, items }) => every !== undefined || items === undefined, {
    path: ["items"],
    message: "goes with `every` only",
  })
  .refine(({ every, worth }) => every === undefined || worth === undefined, {
    path: ["worth"],
    message: "goes with a fixed number only",
  });
export type PointsAward = z.infer<typeof PointsAwardSchema>;

const HAS_ITEMS = 1;

/** AWD-28. Fields: flags, points, every, worth, line tree. */
export const pointsKind: GrantKind<PointsAward> = {
  ...PLAIN_AWARD,
  does: "grant",
  opcode: 73,
  schema: PointsAwardSchema,
  stage: () => "grant",
  amounts: (award) => [...(award.every === undefined ? [] : [award.every]), ...worthTables(award)],
  lineTrees: ({ items }) => lineTreeAt("items", items),
  write(award, out) {
    out.word(award.items === undefined ? 0 : HAS_ITEMS);
    out.number(award.points);
    writeCap(out, award.every);
    writeCap(out, award.worth);
    if (award.items !== undefined) out.lineTree(award.items);
  },
  grant(program, at, end, cart) {
    const each = numberAt(program, at + 1);
    const every = capAt(program, at + 2, end, cart.currency);
    if (!Number.isFinite(every)) return { kind: "points", points: each };
    const items = worthPlace(program, at) + amountsLength(program, worthPlace(program, at));
    const isAll = (wordAt(program, at) & HAS_ITEMS) === 0;
    const { sure } = isAll ? cart.all : cart.itemRuns(program, items, end);
    const paid = measureOf(cart, sure, basisFlags("current"));
    const points = Math.min(each * Math.floor(paid / Math.max(1, every)), Number.MAX_SAFE_INTEGER);
    return points > 0 ? { kind: "points", points } : null;
  },
  worth: (program, at, end, cart) => takenAt(program, worthPlace(program, at), end, cart.currency),
};

function worthPlace(program: Program, at: number): number {
  return at + 2 + amountsLength(program, at + 2);
}

/** In words. */
export const pointsSentence: Sentence<PointsAward> = {
  en: (award, say) => `${award.points} ${say.plural(award.points, "point", "points")}${perSpent(award, say)}`,
  de: (award, say) => `${award.points} ${say.plural(award.points, "Punkt", "Punkte")}${perSpent(award, say)}`,
  fr: (award, say) => `${award.points} ${say.plural(award.points, "point", "points")}${perSpent(award, say)}`,
};

function perSpent({ every, items }: PointsAward, say: Wording): string {
  return every === undefined ? "" : ` ${spentPhrase(every, items, say)}`;
}
