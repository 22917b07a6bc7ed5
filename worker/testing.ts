/**
 * What the tests of the edge share: a company published to KV, its keys, a cold edge, and a KV that can fail. Each shop is a company of
 * its own, since storage is not reset between tests.
 */
import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { env as bindings } from "cloudflare:workers";
import { compileRules } from "../shared/compile/compile-rules.ts";
import type { LedgerRpc } from "../shared/ledger/rpc.ts";
import { kvKey, type Mode, objectName } from "../shared/model/address.ts";
import type { ApiKeyRecord, KeyType } from "../shared/model/api-key.ts";
import type { CatalogueRecord } from "../shared/model/catalogue.ts";
import type { CustomerRecord } from "../shared/model/customer.ts";
import type { Experiment } from "../shared/model/experiment.ts";
import { apiKeyHash, customerKey } from "../shared/model/identity.ts";
import type { Pointer } from "../shared/model/pointer.ts";
import { DEFAULT_POLICIES } from "../shared/model/policies.ts";
import type { StoreDirectory } from "../shared/model/store.ts";
import type { RulePromotion, RuleSet } from "../shared/rules/rule-set.ts";
import { writeCatalogue } from "../shared/snapshot/catalogue-blob.ts";
import { writeStores } from "../shared/snapshot/stores-blob.ts";
import { createEdge } from "./app.ts";
import type { Env } from "./env.ts";
import { identityPort, sha256HexOfBytes } from "./platform-hash.ts";

// The platform's types know the bindings' kinds only.
export const env = bindings as unknown as Env;

export const nowMs = Date.UTC(2026, 2, 10, 12);

let made = 0;

/** A company name that no other test has. */
export function freshCompany(): string {
  made += 1;
  return `acme${made}x${crypto.randomUUID().slice(0, 8)}`;
}

/** A cold isolate with a clock that tests set. */
export function coldEdge({ afresh = false } = {}) {
  const clock = { atMs: nowMs, now: () => clock.atMs };
  const app = createEdge({ clock, afresh });
  return { clock, fetch: app.fetch };
}
export type Edge = ReturnType<typeof coldEdge>;

export interface Call {
  method?: string;
  key?: string;
  body?: unknown;
  /** Sent as it is. */
  raw?: BodyInit;
  headers?: Record<string, string>;
  env?: Env;
  cf?: CfProperties;
}

export interface Answer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers of every shape
  body: any;
  text: string;
}

/** One request to an edge, with everything that goes on behind the answer. */
export async function request(edge: Edge, path: string, call: Call = {}): Promise<Answer> {
  const hasBody = call.body !== undefined || call.raw !== undefined;
  const init: RequestInit = {
    method: call.method ?? (hasBody ? "POST" : "GET"),
    headers: {
      ...(call.key === undefined ? {} : { authorization: `Bearer ${call.key}` }),
      ...(hasBody ? { "content-type": "application/json" } : {}),
      ...call.headers,
    },
    ...(hasBody ? { body: call.raw ?? JSON.stringify(call.body) } : {}),
    ...(call.cf === undefined ? {} : { cf: call.cf as RequestInitCfProperties }),
  };
  const context = createExecutionContext();
  const response = await edge.fetch(new Request(`https://edge.test${path}`, init), call.env ?? env, context);
  const text = await response.text();
  await waitOnExecutionContext(context);
  const isJson = (response.headers.get("content-type") ?? "").includes("json");
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : null, text };
}

/** Text of a new key, known to KV. */
export async function makeKey(
  company: string,
  type: KeyType,
  given: Partial<ApiKeyRecord> = {},
): Promise<string> {
  const mode = given.mode ?? "live";
  const secret = `${crypto.randomUUID()}${crypto.randomUUID()}`.replaceAll("-", "").slice(0, 43);
  const text = `${type}_${mode}_${company}_${secret}`;
  await putKey(text, { company, type, mode, ...given });
  return text;
}

/** Writes the record under a key's text. */
export async function putKey(
  text: string,
  given: Partial<ApiKeyRecord> & { company: string },
): Promise<void> {
  const record: ApiKeyRecord = {
    id: "key_1",
    type: "sk",
    mode: "live",
    scopes: [],
    origins: [],
    expires_at_ms: null,
    revoked: false,
    ...given,
  };
  const [, , claimed = ""] = text.split("_");
  await env.KV.put(kvKey.apiKey(claimed, apiKeyHash(identityPort(env), text)), JSON.stringify(record));
}

/** Ten percent off everything, for everyone. */
export function promotion(given: Partial<RulePromotion> = {}): RulePromotion {
  return {
    id: "ten",
    version: 1,
    campaign: "spring",
    label: "10 % off",
    lane: "default",
    priority: 0,
    schedules: [],
    conditions: { kind: "all", of: [] },
    awards: [{ kind: "percent", rate_bps: 1000, on: "items" }],
    ...given,
  };
}

export interface ShopContent {
  promotions?: RulePromotion[];
  codes?: RuleSet["codes"];
  experiments?: Experiment[];
  records?: CatalogueRecord[];
  stores?: StoreDirectory["stores"];
  foldPlusTags?: boolean;
}

export function article(sku: string, given: Partial<CatalogueRecord> = {}): CatalogueRecord {
  return {
    sku,
    product: sku,
    categories: ["drinks"],
    brand: null,
    tags: [],
    attributes: {},
    list_prices: { EUR: 1000 },
    discountable: true,
    floor_prices: {},
    stock: null,
    ...given,
  };
}

const store: StoreDirectory["stores"][number] = {
  code: "main",
  zone: "Europe/Berlin",
  country: "DE",
  currency: "EUR",
  tax_mode: "gross",
  groups: [],
};

export interface Blobs {
  rules: Uint8Array;
  stores: Uint8Array;
  tree: Uint8Array;
  shards: Uint8Array[];
}

/** The blobs of a small shop: one store, `tea` and `cup` at 10.00, ten percent off. */
export function blobsOf(company: string, content: ShopContent = {}): Blobs {
  const zones = [{ zone: "Europe/Berlin", offsets: [{ from_ms: 0, offset_min: 60 }] }];
  const rules = compileRules({
    company,
    policies: DEFAULT_POLICIES,
    lanes: [{ id: "default", mode: "best_combination" }],
    promotions: content.promotions ?? [promotion()],
    codes: content.codes ?? [],
    experiments: content.experiments ?? [],
    zones: [],
  });
  const stores = writeStores({
    company,
    default_store: "main",
    fold_plus_tags: content.foldPlusTags ?? false,
    stores: content.stores ?? [store],
    zones,
  });
  const records = content.records ?? [article("tea"), article("cup")];
  const categories = [
    { id: "drinks", parent: null },
    { id: "green-tea", parent: "drinks" },
  ];
  return { rules, stores, ...writeCatalogue({ company, categories, records }) };
}

/** Puts blobs under the hashes of their bytes and names them in a pointer. */
export async function publish(
  company: string,
  sequence: number,
  blobs: Blobs = blobsOf(company),
  given: Partial<Pointer> = {},
): Promise<Pointer> {
  const put = async (bytes: Uint8Array) => {
    const hash = sha256HexOfBytes(bytes);
    await env.KV.put(kvKey.blob(company, hash), bytes);
    return hash;
  };
  const pointer: Pointer = {
    format: 1,
    company,
    sequence,
    rules: await put(blobs.rules),
    stores: await put(blobs.stores),
    catalogue: { tree: await put(blobs.tree), shards: await Promise.all(blobs.shards.map(put)) },
    stopped: [],
    exhausted: [],
    published_at_ms: nowMs,
    ...given,
  };
  await env.KV.put(kvKey.pointer(company), JSON.stringify(pointer));
  return pointer;
}

/** Writes a customer's record; answers the customer key. */
export async function putCustomer(
  company: string,
  id: string,
  given: Partial<CustomerRecord> = {},
): Promise<string> {
  const key = customerKey(identityPort(env), company, id);
  const record = {
    version: 1,
    updated_at_ms: nowMs - 5_000,
    segments: [],
    attributes: {},
    order_count: 0,
    ...given,
  };
  await env.KV.put(kvKey.customer(company, key), JSON.stringify(record));
  return key;
}

/** A published company with a key of each type. */
export async function openShop(content: ShopContent = {}) {
  const company = freshCompany();
  await publish(company, 1, blobsOf(company, content));
  const [sk, pk] = await Promise.all([makeKey(company, "sk"), makeKey(company, "pk")]);
  return { company, sk, pk, edge: coldEdge() };
}

/** Two units of tea; 20.00 before promotions. */
export function teaCart(given: Record<string, unknown> = {}) {
  return {
    currency: "EUR",
    tax_mode: "gross",
    channel: "web",
    lines: [{ id: "1", sku: "tea", quantity: 2 }],
    ...given,
  };
}

/** The ledger object of a company. */
export function ledgerOf(company: string, mode: Mode = "live"): LedgerRpc {
  const id = env.LEDGER.idFromName(objectName.ledger(company, mode));
  return env.LEDGER.get(id) as unknown as LedgerRpc;
}

/** Bindings with a KV whose reads fail while `down` says so, and that counts them. */
export function failingKv(down: (key: string) => boolean): { env: Env; reads: string[] } {
  const reads: string[] = [];
  const KV = {
    get(key: string, options: KVNamespaceGetOptions<"json">) {
      reads.push(key);
      return down(key) ? Promise.reject(new Error("KV is down")) : env.KV.get(key, options);
    },
  };
  return { env: { ...env, KV: KV as unknown as KVNamespace }, reads };
}

/** Bindings with a ledger that answers as told. */
export function fakeLedger(ledger: Partial<LedgerRpc>): Env {
  const LEDGER = { idFromName: (name: string) => name, get: () => ledger };
  return { ...env, LEDGER: LEDGER as unknown as DurableObjectNamespace };
}
