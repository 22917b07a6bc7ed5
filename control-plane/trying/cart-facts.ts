/** A cart's facts out of D1, where every change is at once: what the edge would read from its blobs and records a minute later. */
import type { Cart } from "../../shared/model/cart.ts";
import type { CatalogueRecord } from "../../shared/model/catalogue.ts";
import type { Experiment } from "../../shared/model/experiment.ts";
import { customerKeys } from "../../shared/model/identity.ts";
import type { StoreRecord } from "../../shared/model/store.ts";
import { type ResolvedCart, resolveCart } from "../../shared/quote/resolve-cart.ts";
import { invalidField, ProblemException } from "../api/problem.ts";
import { catalogueRecord, type Parents, parentsOf, withAncestors } from "../catalogue/catalogue-record.ts";
import { edgeRecord } from "../customers/edge-record.ts";
import type { CompanyRow } from "../db/companies.ts";
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

interface Catalogue {
  article: (sku: string) => CatalogueRecord | null;
  parents: Parents;
}

/** The named articles as the next refresh would publish them, and the tree of categories. */
export async function catalogueFromDatabase(
  db: Database,
  company: CompanyRow,
  skus: readonly string[],
): Promise<Catalogue> {
  const articles = await articlesBySku(db, company.id, skus);
  const parents = parentsOf(await categoryNodes(db, company.id));
  const frame = { parents, floor: company.floor };
  const records = new Map(articles.map((article) => [article.sku, catalogueRecord(article, frame)]));
  return { article: (sku) => records.get(sku) ?? null, parents };
}

/** Resolves a cart as a trusted caller's, as of an instant. */
export async function cartFactsFromDatabase(
  env: Env,
  db: Database,
  company: CompanyRow,
  request: { cart: Cart; atMs: number; experiments: readonly Experiment[] },
): Promise<ResolvedCart> {
  const { cart, atMs, experiments } = request;
  if (cart.customer?.token !== undefined) {
    throw invalidField("cart.customer.token", "is for quotes at the edge; name the customer by id");
  }
  const store = await storeOf(db, company, cart);
  const skus = cart.lines.map(({ sku }) => sku);
  const { article, parents } = await catalogueFromDatabase(db, company, skus);
  const id = cart.customer?.id;
  const [customer] = id === undefined ? [] : await customerFacts(db, company.id, [id], "all");
  const { key } = customerKeys(identityPort(env), company.id, cart.customer ?? {}, company.foldPlusTags);
  const record = customer === undefined ? null : edgeRecord(customer, localDayIn(company.zone, atMs));
  return resolveCart(cart, {
    store: { ...store, offsets: snapshotZone(store.zone) },
    atMs,
    catalogue: article,
    withAncestors: (ids) => withAncestors(ids, parents),
    customer: { key, signedIn: id !== undefined, record },
    trust: { facts: true },
    networkCountry: null,
    experiments,
  });
}
