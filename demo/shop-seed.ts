/**
 * The small demo shop of `npm start`, made through the public API alone: a coffee shop with a dozen articles and four promotions. Its keys
 * are kept in the state folder, since a key's text is shown once.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { type Caller, makeCaller } from "./caller.ts";

const KeysSchema = z.strictObject({ owner: z.string(), secret: z.string(), publishable: z.string() });
export type ShopKeys = z.infer<typeof KeysSchema>;

/** The campaign that holds the shop's promotions. */
const CAMPAIGN = "opening";

const Anything = z.unknown();
const WithText = z.looseObject({ text: z.string() });

const ARTICLES = [
  {
    sku: "espresso-250",
    product: "espresso",
    name: "Espresso beans, 250 g",
    categories: ["coffee"],
    price: 890,
  },
  {
    sku: "espresso-1000",
    product: "espresso",
    name: "Espresso beans, 1 kg",
    categories: ["coffee"],
    price: 2990,
  },
  { sku: "filter-250", product: "filter", name: "Filter roast, 250 g", categories: ["coffee"], price: 950 },
  { sku: "decaf-250", product: "decaf", name: "Decaf, 250 g", categories: ["coffee"], price: 990 },
  { sku: "earl-grey", product: "earl-grey", name: "Earl Grey, 100 g", categories: ["tea"], price: 720 },
  { sku: "sencha", product: "sencha", name: "Sencha, 100 g", categories: ["tea"], price: 1150 },
  { sku: "mug-white", product: "mug", name: "Mug, white", categories: ["mugs"], price: 1200 },
  { sku: "mug-black", product: "mug", name: "Mug, black", categories: ["mugs"], price: 1200 },
  { sku: "press", product: "press", name: "French press", categories: ["brewing"], price: 3490 },
  { sku: "grinder", product: "grinder", name: "Hand grinder", categories: ["brewing"], price: 7900 },
  {
    sku: "gift-card-25",
    product: "gift-card",
    name: "Gift card 25",
    categories: ["gift-cards"],
    price: 2500,
    discountable: false,
  },
];

const PROMOTIONS = [
  {
    id: "coffee-week",
    name: "Coffee week",
    label: "10 % off coffee",
    awards: [
      { kind: "percent", rate_bps: 1000, on: "items", items: { kind: "category", any_of: ["coffee"] } },
    ],
  },
  {
    id: "third-mug-free",
    name: "Third mug free",
    label: "Buy two mugs, get the third free",
    awards: [
      {
        kind: "buy_get",
        buy: 2,
        get: 1,
        rate_bps: 10_000,
        same: "product",
        items: { kind: "category", any_of: ["mugs"] },
      },
    ],
  },
  {
    id: "free-shipping-40",
    name: "Free shipping from 40",
    label: "Free shipping from 40.00",
    conditions: { kind: "subtotal", at_least: { EUR: 4000 } },
    awards: [{ kind: "free_shipping" }],
  },
  {
    id: "welcome",
    name: "Welcome",
    label: "5.00 off your first order",
    conditions: { kind: "all", of: [{ kind: "code" }, { kind: "first_order" }] },
    awards: [{ kind: "amount", on: "order", amounts: { EUR: 500 } }],
    code: "WELCOME",
    limits: [{ id: "once", per: "customer", uses_max: 1 }],
  },
];

/** The cart that `npm start` prices and the printed `curl` asks for. */
export const SAMPLE_CART = {
  currency: "EUR",
  tax_mode: "gross",
  channel: "web",
  lines: [
    { id: "1", sku: "espresso-250", quantity: 2 },
    { id: "2", sku: "mug-white", quantity: 2 },
    { id: "3", sku: "mug-black", quantity: 1 },
  ],
  shipping: [{ id: "parcel", method: "standard", amount: 490 }],
};

/**
 * The shop's keys; makes the shop when the instance is empty, and goes on with one whose making was interrupted. Null if somebody else has
 * set the instance up.
 */
export async function openShop(
  url: string,
  setupToken: string,
  stateFolder: string,
): Promise<ShopKeys | null> {
  const file = join(stateFolder, "shop-keys.json");
  if (existsSync(file)) return KeysSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  const setup = await makeCaller(url, setupToken, "demo-shop-setup").ask("POST", "/api/v1/setup", {
    id: "demo",
    name: "Demo coffee shop",
    zone: "Europe/Berlin",
  });
  if (setup.status === 403) return null;
  const owner = WithText.parse(setup.body).text;
  const keys = await buildShop(makeCaller(url, owner, "demo-shop"), owner);
  writeFileSync(`${file}.new`, JSON.stringify(keys), { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return keys;
}

async function buildShop(api: Caller, owner: string): Promise<ShopKeys> {
  await api.get(Anything, "PUT", "/api/v1/stores/web", {
    name: "Web shop",
    type: "online",
    zone: "Europe/Berlin",
    country: "DE",
    currency: "EUR",
    tax_mode: "gross",
  });
  await api.get(Anything, "PATCH", "/api/v1/company", { default_store: "web" });
  await api.get(Anything, "POST", "/api/v1/categories/import", {
    rows: ["coffee", "tea", "mugs", "brewing", "gift-cards"].map((id) => ({ id, name: id, parent: null })),
  });
  await api.get(Anything, "POST", "/api/v1/products/import", {
    rows: ARTICLES.map(({ price, ...article }) => ({ ...article, list_prices: { EUR: price } })),
  });
  await api.get(Anything, "POST", "/api/v1/campaigns", {
    id: CAMPAIGN,
    name: "Opening",
    moment: "promotional",
    aim: "acquisition",
  });
  for (const { id, code, limits, ...content } of PROMOTIONS) {
    await api.get(Anything, "POST", "/api/v1/promotions", { id, campaign: CAMPAIGN, content });
    if (limits) await api.get(Anything, "PUT", `/api/v1/promotions/${id}/limits`, { limits, budget: null });
    if (code) await api.get(Anything, "POST", `/api/v1/promotions/${id}/codes`, { codes: [{ code }] });
  }
  await api.get(Anything, "POST", `/api/v1/campaigns/${CAMPAIGN}/launch`, {});
  await api.get(z.looseObject({ state: z.literal("live") }), "POST", "/api/v1/publications", {});
  const key = (type: "sk" | "pk") =>
    api.get(WithText, "POST", "/api/v1/keys", { name: `Demo ${type}`, type, mode: "live" });
  return { owner, secret: (await key("sk")).text, publishable: (await key("pk")).text };
}
