/** Shoppers are assigned to the experiments of the published rules: in quotes, prices and reservations alike. */
import { expect, test } from "vitest";
import { assignVariant } from "../../shared/experiments/assign.ts";
import type { ReserveCommand } from "../../shared/ledger/rpc.ts";
import type { Experiment } from "../../shared/model/experiment.ts";
import { customerKey } from "../../shared/model/identity.ts";
import { identityPort } from "../platform-hash.ts";
import { unpackDocument } from "../redemption/document.ts";
import { env, fakeLedger, openShop, promotion, request, teaCart } from "../testing.ts";

const halves: Experiment = {
  id: "price-test",
  salt: "salt-1",
  unit: "customer",
  coverage_bps: 10_000,
  variants: [
    { id: "a", weight: 1 },
    { id: "b", weight: 1 },
  ],
};
const browsers: Experiment = { ...halves, id: "page-test", salt: "salt-2", unit: "visitor" };
const nobody: Experiment = { ...halves, id: "planned", coverage_bps: 0 };
const inVariant = (experiment: string) => ({ kind: "variant" as const, experiment, any_of: ["b"] });

const shop = await openShop({
  experiments: [nobody, halves, browsers],
  promotions: [
    promotion({ id: "by-customer", conditions: inVariant("price-test") }),
    promotion({ id: "by-visitor", conditions: inVariant("page-test"), stage: "catalogue" }),
    promotion({ id: "planned", conditions: inVariant("planned") }),
    promotion({ id: "gone", conditions: inVariant("unheard-of") }),
  ],
});

const ids = Array.from({ length: 12 }, (_, index) => `shopper-${index}`);
const customerVariant = (id: string) =>
  assignVariant(halves, customerKey(identityPort(env), shop.company, id));

async function quoted(given: Record<string, unknown>, key = shop.sk) {
  const answer = await request(shop.edge, "/v1/quotes", { key, body: { cart: teaCart(given) } });
  expect(answer.status, answer.text).toBe(200);
  return answer.body;
}

test("[EXP-3, EXP-4] a customer has the variant that the function says, by id and by token", async () => {
  expect(new Set(ids.map(customerVariant))).toEqual(new Set(["a", "b"]));
  for (const id of ids) {
    const expected = customerVariant(id) === "b" ? ["by-customer"] : [];
    const byId = await quoted({ customer: { id } });
    expect(byId.applied.map((each: { promotion: string }) => each.promotion)).toEqual(expected);
    const issued = await request(shop.edge, "/v1/customer-tokens", {
      key: shop.sk,
      body: { customer: { id } },
    });
    expect(await quoted({ customer: { token: issued.body.token } }, shop.pk)).toEqual(byId);
  }
});

test("[EXP-4] a visitor has one by the id that was sent, in carts and in prices", async () => {
  expect(new Set(ids.map((id) => assignVariant(browsers, id)))).toEqual(new Set(["a", "b"]));
  for (const visitor of ids) {
    const expected = assignVariant(browsers, visitor) === "b" ? 900 : 1000;
    expect((await quoted({ visitor }, shop.pk)).totals.catalog).toBe(2 * expected);
    const body = { currency: "EUR", tax_mode: "gross", channel: "web", visitor, products: [{ sku: "tea" }] };
    const answer = await request(shop.edge, "/v1/prices", { key: shop.pk, body });
    expect(answer.body.prices).toMatchObject([{ price: expected }]);
  }
});

test("[EXP-4] somebody who is nobody has none", async () => {
  expect((await quoted({})).totals).toMatchObject({ catalog: 2000, to_pay: 2000 });
});

test("a reservation stores the variants and not the visitor", async () => {
  const visitor = "browser-0123456789";
  const commands: ReserveCommand[] = [];
  const ledger = fakeLedger({
    reserve: async (command) => {
      commands.push(command);
      return { code: "short", shortages: [], stopped: [], exhausted: [] };
    },
  });
  const cart = teaCart({ visitor, customer: { id: "c1" } });
  await request(shop.edge, "/v1/reservations", { key: shop.sk, body: { id: "o1", cart }, env: ledger });
  const [command] = commands;
  if (command === undefined) throw new Error("nothing was reserved");
  const document = unpackDocument(command.document);
  expect(document.facts.variants).toEqual({
    "page-test": assignVariant(browsers, visitor),
    "price-test": customerVariant("c1"),
  });
  expect(JSON.stringify([document, command.reservation, command.customer_keys])).not.toContain(visitor);
});
