/**
 * What `npm start` does and prints once everything serves: it loads the demo shop into an empty instance, prices a cart over HTTP, and
 * shows in this order the cart's lines with discount and reason, the `curl` that asks the same, the keys, and where to go.
 */
import { makeCaller } from "../demo/caller.ts";
import { fetch as answerShop } from "../demo/shop/server.ts";
import { openShop, SAMPLE_CART, type ShopKeys } from "../demo/shop-seed.ts";
import { type Decision, DecisionSchema } from "../shared/model/decision.ts";
import { formatMinor } from "../shared/money/currency.ts";
import type { Instance } from "./instance.ts";

export async function afterStart(instance: Instance, stateFolder: string): Promise<void> {
  const url = instance.url.replace("127.0.0.1", "localhost");
  const keys = await openShop(instance.url, instance.setupToken, stateFolder);
  if (keys !== null) {
    const settings = { sk: keys.secret, pk: keys.publishable, edge: { url: instance.url } };
    instance.serve("/shop", (request) => answerShop(request, settings));
    await showShop(url, keys);
  }
  console.log(`
Where to go
  ${url}/        what runs here
  ${url}/docs    the API reference
${keys === null ? "" : `  ${url}/shop    the sample shop\n`}
Ctrl-C ends it, nothing is lost.`);
}

async function showShop(url: string, keys: ShopKeys): Promise<void> {
  const body = { cart: SAMPLE_CART };
  const decision = await makeCaller(url, keys.publishable).get(DecisionSchema, "POST", "/v1/quotes", body);
  console.log("A cart, priced now:\n");
  for (const line of cartLines(decision)) console.log(`  ${line}`);
  console.log(`
The same question:

  curl -s ${url}/v1/quotes \\
    -H 'authorization: Bearer ${keys.publishable}' \\
    -H 'content-type: application/json' \\
    -d '${JSON.stringify(body)}'

Keys of the demo shop
  owner        ${keys.owner}
  secret       ${keys.secret}
  publishable  ${keys.publishable}`);
}

/** Each line and charge with what it costs, what was taken off and by which promotion. */
function cartLines(decision: Decision): string[] {
  const labels = new Map(decision.applied.map(({ promotion, label }) => [promotion, label]));
  const money = (amount: number) => formatMinor(amount, decision.currency);
  const row = (what: string, before: number, after: number, promotions: string[]) => {
    const why = [...new Set(promotions)].map((promotion) => labels.get(promotion) ?? promotion).join("; ");
    const off = before === after ? "" : `  (-${money(before - after)}: ${why})`;
    return `${what.padEnd(24)}${money(after).padStart(8)}${off}`;
  };
  const skus = new Map(SAMPLE_CART.lines.map(({ id, sku }) => [id, sku]));
  return [
    ...decision.lines.map((line) =>
      row(
        `${line.quantity} × ${skus.get(line.id) ?? line.id}`,
        line.list,
        line.total,
        line.units.flatMap(({ parts }) => parts.map(({ promotion }) => promotion)),
      ),
    ),
    ...decision.shipping.map((charge) =>
      row(
        "shipping",
        charge.amount,
        charge.total,
        charge.parts.map(({ promotion }) => promotion),
      ),
    ),
    `${"to pay".padEnd(24)}${money(decision.totals.to_pay).padStart(8)}  ${decision.currency}`,
  ];
}
