/** The samples of docs/reference/prices.md are what the schemas accept, and add up. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { PricesRequestSchema, PricesSchema } from "./prices.ts";

const text = readFileSync(join(import.meta.dirname, "../../docs/reference/prices.md"), "utf8");
const sample = (of: string): unknown =>
  JSON.parse(new RegExp(`\`\`\`json ${of}\\n([\\s\\S]+?)\`\`\``).exec(text)?.[1] ?? "");

test("the samples are a request and its answer", () => {
  const request = PricesRequestSchema.parse(sample("request"));
  const { prices } = PricesSchema.parse(sample("answer"));
  expect(prices.map(({ sku }) => sku)).toEqual(request.products.map(({ sku }) => sku));
  for (const each of prices) {
    if ("code" in each) continue;
    const lowered = each.lowered.reduce((sum, { amount }) => sum + amount, 0);
    expect(each.price).toBe(each.list - lowered);
    expect(each.on_sale).toBe(lowered > 0);
  }
});
