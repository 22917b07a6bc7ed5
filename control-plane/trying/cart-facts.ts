/** A cart's facts out of D1, where every change is at once: what the edge would read from its blobs and records a minute later. */
import type { Cart } from "../../shared/model/cart.ts";
import { customerKeys } from "../../shared/model/identity.ts";
import type { StoreRecord } from "../../shared/model/store.ts";
import { type ResolvedCart, resolveCart } from "../../shared/quote/resolve-cart.ts";
import { invalidField, ProblemException } from "../api/problem.ts";
import { catalogueRecord, parentsOf, withAncestors } from "../catalogue/catalogue-record.ts";
import { edgeRecord } from "../customers/edge-record.ts";
import { type CompanyRow, companyById } from "../db/companies.ts";
import { customerFacts } from "../db/customers.ts";
import type { Database } from "../db/database.ts";
import { articlesBySku, categoryNodes } from "../db/snapshot-facts.ts";
import { groupsOfStores, storeByCode } from "../db/stores.ts";
import type { Env } from "../env.ts";
import { localDayIn } from "../local-day.ts";
import { snapshotZone } from "../publish/zones.ts";
import { identityPort } from "../secrets.ts";

async function storeOf(db: Database, company: CompanyRow, cart: Cart): Promise<StoreRecord> {
  const code = cart.store ?? company.defaultStore;
  if (code === null) throw new ProblemException("store_unknown", "the company has no store yet");
  const row = await storeByCode(db, company.id, code);
  if (row === null) throw invalidField("cart.store", "is not a store of the company", "store_unknown");
  const groups = await groupsOfStores(db, company.id, [code]);
  const { zone, country, currency, taxMode } = row;
  return { code, zone, country, currency, tax_mode: taxMode, groups: groups.get(code) ?? [] };
}

/** Resolves a cart as a trusted caller's, as of an instant. */
export async function cartFactsFromDatabase(
  env: Env,
  db: Database,
  companyId: string,
  request: { cart: Cart; atMs: number },
): Promise<ResolvedCart> {
  const { cart, atMs } = request;
  if (cart.customer?.token !== undefined) {
    throw invalidField("cart.customer.token", "is for quotes at the edge; name the customer by id");
  }
  const company = await companyById(db, companyId);
  const store = await storeOf(db, company, cart);
  const skus = cart.lines.map(({ sku }) => sku);
  const articles = await articlesBySku(db, companyId, skus);
  const parents = parentsOf(await categoryNodes(db, companyId));
  const records = new Map(articles.map((article) => [article.sku, catalogueRecord(article, parents)]));
  const id = cart.customer?.id;
  const [customer] = id === undefined ? [] : await customerFacts(db, companyId, [id], "all");
  const { key } = customerKeys(identityPort(env), companyId, cart.customer ?? {}, company.foldPlusTags);
  const record = customer === undefined ? null : edgeRecord(customer, localDayIn(company.zone, atMs));
  return resolveCart(cart, {
    store: { ...store, offsets: snapshotZone(store.zone) },
    atMs,
    catalogue: (sku) => records.get(sku) ?? null,
    withAncestors: (ids) => withAncestors(ids, parents),
    customer: { key, signedIn: id !== undefined, record },
    trust: { facts: true },
    networkCountry: null,
  });
}
