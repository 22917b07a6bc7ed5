/** Stores, groups, the category tree and articles. */
import { beforeEach, describe, expect, it } from "vitest";
import { LIMITS } from "../../shared/model/limits.ts";
import { call, freshDatabase, makeCompany } from "../testing.ts";

let key = "";
const get = (path: string) => call("GET", `/api/v1/${path}`, { key });
const put = (path: string, body: unknown) => call("PUT", `/api/v1/${path}`, { key, body });
const post = (path: string, body: unknown) => call("POST", `/api/v1/${path}`, { key, body });
const remove = (path: string) => call("DELETE", `/api/v1/${path}`, { key });
const effective = async (sku: string) => (await get(`products/${sku}`)).body.effective_categories;
const skusIn = async (category: string) =>
  (await get(`products?category=${category}`)).body.items.map((item: { sku: string }) => item.sku);

beforeEach(async () => {
  await freshDatabase();
  key = await makeCompany("acme");
});

describe("stores", () => {
  const STORE = {
    name: "Web",
    type: "online",
    zone: "Europe/Zurich",
    country: "CH",
    currency: "CHF",
    tax_mode: "gross",
  };

  it("the first is the default until another is named", async () => {
    await put("stores/web", STORE);
    await put("stores/app", { ...STORE, type: "app" });
    expect((await get("company")).body.default_store).toBe("web");
    const changed = await call("PATCH", "/api/v1/company", { key, body: { default_store: "app" } });
    expect(changed.body.default_store).toBe("app");
    const refused = await call("PATCH", "/api/v1/company", { key, body: { default_store: "none" } });
    expect(refused.body.errors).toMatchObject([{ path: "default_store", code: "store_unknown" }]);
  });

  it("are in groups, whole lists at a time", async () => {
    await put("stores/web", STORE);
    await put("stores/app", STORE);
    await put("store-groups/all", { name: "All", stores: ["web", "app"] });
    await put("store-groups/net", { name: "Net", stores: ["web"] });
    expect((await get("stores/web")).body.groups).toEqual(["all", "net"]);
    await put("store-groups/all", { name: "All", stores: ["app"] });
    expect((await get("stores/web")).body.groups).toEqual(["net"]);
    await remove("store-groups/net");
    expect((await get("stores/web")).body.groups).toEqual([]);
    const refused = await put("store-groups/all", { name: "All", stores: ["app", "none"] });
    expect(refused.body.errors).toMatchObject([{ path: "stores.1", code: "store_unknown" }]);
  });

  it("are listed page by page", async () => {
    for (const code of ["a", "b", "c"]) await put(`stores/${code}`, STORE);
    const first = (await get("stores?limit=2")).body;
    const second = (await get(`stores?limit=2&cursor=${first.next_cursor}`)).body;
    const codes = [...first.items, ...second.items].map((item: { code: string }) => item.code);
    expect([codes, second.next_cursor]).toEqual([["a", "b", "c"], null]);
  });
});

describe("categories", () => {
  beforeEach(async () => {
    await post("categories/import", {
      rows: [
        { id: "shirts", name: "Shirts", parent: "men" },
        { id: "men", name: "Men", parent: "clothes" },
        { id: "clothes", name: "Clothes" },
        { id: "sale", name: "Sale" },
      ],
    });
    await put("products/tee", { name: "Tee", categories: ["shirts"] });
    await put("products/lamp", { name: "Lamp", categories: ["sale"] });
  });

  it("come in any order and know where they stand", async () => {
    expect((await get("categories/shirts")).body.ancestors).toEqual(["clothes", "men"]);
    expect(await effective("tee")).toEqual(["clothes", "men", "shirts"]);
    expect(await skusIn("clothes")).toEqual(["tee"]);
  });

  it("take their sub-tree along when they move", async () => {
    const moved = await put("categories/men", { name: "Men", parent: "sale" });
    expect(moved.body).toMatchObject({ ancestors: ["sale"], version: 2 });
    expect(await effective("tee")).toEqual(["men", "sale", "shirts"]);
    expect([await skusIn("clothes"), await skusIn("sale")]).toEqual([[], ["lamp", "tee"]]);
  });

  it.each([
    ["under itself", "men", "men", "category_depth"],
    ["under what is below it", "clothes", "shirts", "category_depth"],
    ["under what is not there", "men", "none", "category_unknown"],
  ])("do not go %s", async (_what, id, parent, code) => {
    const refused = await put(`categories/${id}`, { name: "Moved", parent });
    expect(refused.body.errors).toMatchObject([{ path: "parent", code }]);
    expect(await effective("tee")).toEqual(["clothes", "men", "shirts"]);
  });

  it("do not grow deeper than their bound, not by a move either", async () => {
    const chain = Array.from({ length: LIMITS.categoryDepth - 1 }, (_, at) => ({
      id: `d${at}`,
      name: "Deep",
      parent: at === 0 ? null : `d${at - 1}`,
    }));
    expect((await post("categories/import", { rows: chain })).body).toEqual({ imported: chain.length });
    const deepest = `d${LIMITS.categoryDepth - 2}`;
    expect((await put("categories/clothes", { name: "Clothes", parent: deepest })).status).toBe(422);
    expect((await put("categories/sale", { name: "Sale", parent: deepest })).status).toBe(200);
  });

  it("two moves at once never close a circle", async () => {
    await put("categories/a", { name: "A" });
    await put("categories/b", { name: "B" });
    const moves = [
      put("categories/a", { name: "A", parent: "b" }),
      put("categories/b", { name: "B", parent: "a" }),
    ];
    const statuses = (await Promise.all(moves)).map(({ status }) => status).sort();
    expect(statuses).toEqual([200, 422]);
  });

  it("go only when they are empty", async () => {
    expect((await remove("categories/men")).body.code).toBe("state_conflict");
    expect((await remove("categories/shirts")).body.code).toBe("state_conflict");
    await remove("products/tee");
    expect((await remove("categories/shirts")).status).toBe(200);
    expect((await get("categories/shirts")).status).toBe(404);
  });
});

describe("articles", () => {
  it("are stored whole and replaced whole", async () => {
    const body = {
      name: "Tee, L",
      product: "tee",
      brand: "Ours",
      tags: ["new", "cotton"],
      attributes: { size: "L", organic: true, weight: 180 },
      list_prices: { CHF: 2500, JPY: 2500 },
      unit_costs: { CHF: 900 },
      plan: { interval: "month", interval_count: 1 },
      discountable: false,
      floor: { absolute: { CHF: 500 }, list_bps: 3_000, margin_bps: 2_000 },
      stock: 12,
    };
    await put("products/tee-l", body);
    const stored = (await get("products/tee-l")).body;
    expect(stored).toMatchObject({ ...body, tags: ["cotton", "new"], version: 1 });
    await put("products/tee-l", { name: "Tee" });
    expect((await get("products/tee-l")).body).toMatchObject({
      product: "tee-l",
      brand: null,
      list_prices: {},
      plan: null,
      discountable: true,
      floor: null,
      stock: null,
      version: 2,
    });
  });

  it("may bear any printable sku", async () => {
    const sku = 'A/1 "ü" %2F?';
    const path = `products/${encodeURIComponent(sku)}`;
    expect((await put(path, { name: "Odd" })).body.sku).toBe(sku);
    expect((await get(path)).body.sku).toBe(sku);
  });

  it("are imported all or none, each problem with its row", async () => {
    const rows = [
      { sku: "a", name: "A" },
      { sku: "a", name: "Again" },
      { sku: "b", name: "B", list_prices: { CHF: -1 }, floor: { margin_bps: -1 }, stock: -1 },
    ];
    const refused = await post("products/import", { rows });
    expect(refused.body.errors.map((error: { path: string }) => error.path).sort()).toEqual([
      "rows.1",
      "rows.2.floor.margin_bps",
      "rows.2.list_prices.CHF",
      "rows.2.stock",
    ]);
    const unknown = await post("products/import", { rows: [{ sku: "a", name: "A", categories: ["none"] }] });
    expect(unknown.body.errors).toMatchObject([{ path: "rows.0.categories.0", code: "category_unknown" }]);
    expect((await get("products")).body.items).toEqual([]);
    await post("products/import", { rows: [{ sku: "a", name: "A" }] });
    await post("products/import", { rows: [{ sku: "a", name: "A2" }] });
    expect((await get("products/a")).body).toMatchObject({ name: "A2", version: 2 });
  });
});
