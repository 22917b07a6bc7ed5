/** The typed client knows paths, bodies and answers from the routes themselves. */
import { beforeEach, expect, it } from "vitest";
import { createApp } from "./app.ts";
import { controlClient } from "./client.ts";
import { clock, env, freshDatabase, makeCompany } from "./testing.ts";

beforeEach(freshDatabase);

it("speaks to the routes with their types", async () => {
  const app = createApp({ clock });
  const key = await makeCompany("acme");
  const client = controlClient("http://control.example", {
    headers: { authorization: `Bearer ${key}` },
    fetch: (input: RequestInfo | URL, init?: RequestInit) => app.request(String(input), init, env),
  });
  const stored = await client.api.v1.products[":sku"].$put({
    param: { sku: "tea" },
    header: { "idempotency-key": "one" },
    json: { name: "Tea", list_prices: { CHF: 1_000 } },
  });
  if (!stored.ok) throw new Error(`refused: ${stored.status}`);
  const { sku, version } = await stored.json();
  expect([sku, version]).toEqual(["tea", 1]);
  const page = await client.api.v1.products.$get({ query: { limit: "10" } });
  if (!page.ok) throw new Error(`refused: ${page.status}`);
  expect((await page.json()).items.map((item) => item.sku)).toEqual(["tea"]);
});
