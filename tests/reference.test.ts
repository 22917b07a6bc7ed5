/** The samples of the reference are what the schemas accept, and no kind and no field of a promotion goes without one. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import * as z from "zod";
import { AwardSchema } from "../shared/rules/award.ts";
import { AWARD_KINDS } from "../shared/rules/award-kinds.ts";
import { CartConditionSchema } from "../shared/rules/cart-condition.ts";
import { CART_KINDS, LINE_KINDS } from "../shared/rules/condition-kinds.ts";
import { LineConditionSchema } from "../shared/rules/line-condition.ts";
import { PromotionContentSchema } from "../shared/rules/promotion.ts";
import { ScheduleSchema } from "../shared/rules/schedule.ts";

const text = readFileSync(join(import.meta.dirname, "../docs/reference/promotion.md"), "utf8");
const samples = [...text.matchAll(/```json (\w+)\n([\s\S]+?)```/g)].map(([, of = "", sample = ""]) => ({
  of,
  sample: JSON.parse(sample),
}));
const named = (name: string) => samples.filter(({ of }) => of === name).map(({ sample }) => sample);

const schemas: Record<string, z.ZodType> = {
  promotion: PromotionContentSchema,
  schedule: ScheduleSchema,
  cart: z.array(CartConditionSchema),
  line: z.array(LineConditionSchema),
  awards: z.array(AwardSchema),
};

test.each(samples)("a sample of $of in docs/reference/promotion.md is one", ({ of, sample }) => {
  expect(schemas[of]?.safeParse(sample)).toMatchObject({ success: true });
});

test.each([
  ["cart condition", "cart", CART_KINDS],
  ["line condition", "line", LINE_KINDS],
  ["award", "awards", AWARD_KINDS],
])("every kind of %s has a sample", (_, name, kinds) => {
  const shown = new Set(named(name).flatMap((list: { kind: string }[]) => list.map(({ kind }) => kind)));
  expect([...shown].sort()).toEqual(Object.keys(kinds).sort());
});

test.each([
  ["promotion", PromotionContentSchema],
  ["schedule", ScheduleSchema],
])("every field of a %s has a sample", (name, schema) => {
  const shown = new Set(named(name).flatMap((sample: object) => Object.keys(sample)));
  expect([...shown].sort()).toEqual(Object.keys(schema.shape).sort());
});
