/** The samples of docs/reference/facts.md are bodies that the API takes. */
import { beforeEach, expect, it } from "vitest";
import text from "../../docs/reference/facts.md?raw";
import { call, freshDatabase, makeCompany } from "../testing.ts";

const samples = new Map(
  [...text.matchAll(/```json (\w+)\n([\s\S]+?)```/g)].map(([, name = "", body = ""]) => [name, body]),
);
let key = "";

beforeEach(async () => {
  await freshDatabase();
  key = await makeCompany("acme");
});

it.each([
  ["company", "PATCH", "/api/v1/company"],
  ["product", "PUT", "/api/v1/products/espresso-1000"],
  ["customer", "PUT", "/api/v1/customers/ada"],
  ["experiment", "PUT", "/api/v1/experiments/free-shipping"],
])("the sample of a %s is taken and answered as it is", async (name, method, path) => {
  const body = JSON.parse(samples.get(name) ?? "");
  const answer = await call(method, path, { key, body });
  expect(answer).toMatchObject({ status: 200, body });
});
