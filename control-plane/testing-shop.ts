/** A small shop for tests: a company with one store and one article, and how to give it campaigns, promotions and committed orders. */
import type { Effect } from "../shared/ledger/entry.ts";
import type { LedgerRpc } from "../shared/ledger/rpc.ts";
import { kvKey, type Mode } from "../shared/model/address.ts";
import { type Pointer, PointerSchema } from "../shared/model/pointer.ts";
import { ledgerOf } from "./ledger.ts";
import { type Answer, call, env, makeCompany } from "./testing.ts";

export interface Shop {
  company: string;
  key: string;
  get(path: string): Promise<Answer>;
  post(path: string, body?: unknown): Promise<Answer>;
  put(path: string, body: unknown): Promise<Answer>;
  remove(path: string): Promise<Answer>;
}

/** The answer of a call that must succeed. */
export function done(answer: Answer): Answer["body"] {
  if (answer.status >= 300) throw new Error(`${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** A company that can sell: store `main` in Zurich, article `tea` at 10.00 CHF. */
export async function openShop(company = "acme"): Promise<Shop> {
  const key = await makeCompany(company);
  const shop: Shop = {
    company,
    key,
    get: (path) => call("GET", path, { key }),
    post: (path, body) => call("POST", path, body === undefined ? { key } : { key, body }),
    put: (path, body) => call("PUT", path, { key, body }),
    remove: (path) => call("DELETE", path, { key }),
  };
  done(
    await shop.put("/api/v1/stores/main", {
      name: "Main",
      type: "online",
      zone: "Europe/Zurich",
      country: "CH",
      currency: "CHF",
      tax_mode: "gross",
    }),
  );
  done(await shop.put("/api/v1/products/tea", { name: "Tea", list_prices: { CHF: 1000 } }));
  return shop;
}

export const TEN_PERCENT = {
  name: "Ten",
  label: "10 % off",
  awards: [{ kind: "percent", rate_bps: 1_000, on: "order" }],
};
export const WITH_CODE = { ...TEN_PERCENT, name: "Code", conditions: { kind: "code" } };

export const CAMPAIGN = { name: "Spring", moment: "purchase", aim: "promotion" };

/** A launched campaign with the given id. */
export async function launchCampaign(shop: Shop, id: string, given: object = {}): Promise<void> {
  done(await shop.post("/api/v1/campaigns", { ...CAMPAIGN, name: id, id, ...given }));
  done(await shop.post(`/api/v1/campaigns/${id}/launch`));
}

/** A promotion in a campaign. */
export async function addPromotion(
  shop: Shop,
  id: string,
  campaign: string,
  content: object = TEN_PERCENT,
): Promise<void> {
  done(await shop.post("/api/v1/promotions", { id, campaign, content }));
}

export async function publish(shop: Shop): Promise<Answer["body"]> {
  return done(await shop.post("/api/v1/publications", {}));
}

/** What the edge would load first; null before the first publication. */
export async function pointerOf(company: string): Promise<Pointer | null> {
  const text = await env.KV.get(kvKey.pointer(company));
  return text === null ? null : PointerSchema.parse(JSON.parse(text));
}

export const CART = {
  currency: "CHF",
  tax_mode: "gross",
  channel: "web",
  lines: [{ id: "1", sku: "tea", quantity: 2 }],
};

/** An effect as the edge would send it. */
export function effect(promotion: string, amount: number, given: Partial<Effect> = {}): Effect {
  return { promotion, version: 1, campaign: "spring", code: null, amount, first_order: false, ...given };
}

export interface OrderGiven {
  effects: Effect[];
  mode?: Mode;
  currency?: string;
  placedAt?: string;
  before?: number;
  customer?: string;
}

/** Reserves and commits an order at the ledger as the edge would; answers what the ledger says. */
export async function commitOrder(
  company: string,
  id: string,
  given: OrderGiven,
): Promise<Awaited<ReturnType<LedgerRpc["reserve"]>>> {
  const before = given.before ?? 5_000;
  const saved = given.effects.reduce((sum, { amount }) => sum + amount, 0);
  const customer = given.customer ?? `customer-of-${id}`;
  return ledgerOf(env, company, given.mode ?? "live").reserve({
    request_hash: `hash-of-${id}`,
    key_id: "key-1",
    reservation: {
      handle: `handle-of-${id}`,
      id,
      currency: given.currency ?? "CHF",
      store: "main",
      channel: "web",
      customer,
      to_pay: before - saved,
      before,
      decision_hash: `decision-of-${id}`,
      effects: given.effects,
      renews: null,
    },
    customer_keys: [customer],
    ttl_ms: 900_000,
    expect_to_pay: null,
    accept_partial: false,
    cut: false,
    replaces: null,
    order: { external_id: id, placed_at: given.placedAt ?? "2026-10-15T10:00:00Z" },
    document: new TextEncoder().encode(`document of ${id}`),
  });
}
