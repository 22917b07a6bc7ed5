/** The samples of the reference are what the schemas accept. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { PromotionContentSchema } from "../shared/rules/promotion.ts";

test("the promotion of docs/reference/promotion.md is one", () => {
  const text = readFileSync(join(import.meta.dirname, "../docs/reference/promotion.md"), "utf8");
  const sample = /```json\n([\s\S]+?)```/.exec(text)?.[1] ?? "";
  expect(PromotionContentSchema.safeParse(JSON.parse(sample)).error).toBeUndefined();
});
