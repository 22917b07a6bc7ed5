import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CatalogueContent, CatalogueRecord } from "../model/catalogue.ts";
import type { StoreDirectory } from "../model/store.ts";
import { openShard, openTree, shardOf, writeCatalogue } from "./catalogue-blob.ts";
import { openStores, writeStores } from "./stores-blob.ts";
import { StringCollector, StringTable } from "./string-table.ts";

const text = fc.oneof(
  fc.string({ minLength: 1, maxLength: 20, unit: "binary" }),
  fc.string({ minLength: 1, maxLength: 6 }),
);
const value = fc.oneof(text, fc.integer(), fc.boolean());
const record: fc.Arbitrary<CatalogueRecord> = fc.record({
  sku: text,
  product: text,
  categories: fc.uniqueArray(text, { maxLength: 4 }).map((list) => [...list].sort()),
  brand: fc.option(text),
  tags: fc.uniqueArray(text, { maxLength: 4 }).map((list) => [...list].sort()),
  attributes: fc.dictionary(fc.stringMatching(/^[a-z]{1,4}$/), value, { maxKeys: 4, noNullPrototype: true }),
  list_prices: fc.dictionary(fc.constantFrom("EUR", "USD", "JPY"), fc.nat({ max: 1e9 }), {
    noNullPrototype: true,
  }),
  discountable: fc.boolean(),
  floor_prices: fc.dictionary(fc.constantFrom("EUR", "USD", "CHF"), fc.nat({ max: 1e12 }), {
    noNullPrototype: true,
  }),
  stock: fc.option(fc.nat({ max: 1e9 })),
});
const records = fc.uniqueArray(record, { maxLength: 30, selector: ({ sku }) => sku });

function catalogue(of: CatalogueRecord[]): CatalogueContent {
  return {
    company: "acme",
    categories: [
      { id: "shoes", parent: "all" },
      { id: "boots", parent: "shoes" },
      { id: "all", parent: null },
    ],
    records: of,
  };
}

const sample: CatalogueRecord = {
  sku: "s1",
  product: "p",
  categories: ["all"],
  brand: "b",
  tags: ["t"],
  attributes: { color: "red", size: 4, soft: true },
  list_prices: { EUR: 5 },
  discountable: true,
  floor_prices: { EUR: 4 },
  stock: 7,
};

const directory: StoreDirectory = {
  company: "acme",
  default_store: "web",
  fold_plus_tags: true,
  stores: [
    { code: "web", zone: "Europe/Berlin", country: "DE", currency: "EUR", tax_mode: "gross", groups: [] },
    { code: "ny", zone: "America/New_York", country: "US", currency: "USD", tax_mode: "net", groups: ["us"] },
  ],
  zones: [
    { zone: "Europe/Berlin", offsets: [{ from_ms: 0, offset_min: 60 }] },
    {
      zone: "America/New_York",
      offsets: [
        { from_ms: 0, offset_min: -300 },
        { from_ms: 1_772_953_200_000, offset_min: -240 },
      ],
    },
  ],
};

describe("string table", () => {
  test("finds exactly the texts it holds, numbered by code units", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ unit: "binary", maxLength: 12 })), text, (texts, other) => {
        const collector = new StringCollector();
        collector.addAll(texts);
        const { sections } = collector.finish();
        const table = new StringTable(sections);
        const sorted = [...texts].sort();
        expect(sorted.map((held) => table.find(held))).toEqual(sorted.map((_, index) => index));
        expect(sorted.map((_, index) => table.text(index))).toEqual(sorted);
        expect(table.find(other)).toBe(sorted.indexOf(other));
      }),
    );
  });
});

describe("catalogue blobs", () => {
  test("every article comes back from its shard as it was written", () => {
    fc.assert(
      fc.property(records, text, (of, other) => {
        const { shards } = writeCatalogue(catalogue(of));
        const views = shards.map((shard) => openShard(shard, "acme"));
        const find = (sku: string) => {
          const opened = views[shardOf(sku, views.length)];
          return opened?.ok ? opened.view.record(sku) : "not opened";
        };
        for (const each of of) expect(find(each.sku)).toEqual(each);
        if (!of.some(({ sku }) => sku === other)) expect(find(other)).toBeNull();
      }),
    );
  });

  test("equal content in another order gives equal bytes", () => {
    fc.assert(
      fc.property(records, (of) => {
        const forth = writeCatalogue(catalogue(of));
        const back = writeCatalogue({
          company: "acme",
          categories: [...catalogue([]).categories].reverse(),
          records: [...of].reverse(),
        });
        expect(back).toEqual(forth);
      }),
    );
  });

  test("shards double until each holds at most its size, and a change touches one of them", () => {
    const many = Array.from({ length: 9_000 }, (_, index) => ({
      sku: `sku-${index}`,
      product: `product-${index >> 2}`,
      categories: ["all", "shoes"],
      brand: `brand-${index % 50}`,
      tags: [],
      attributes: { note: `${index}`.repeat(30) },
      list_prices: { EUR: index },
      discountable: true,
      floor_prices: {},
      stock: null,
    }));
    const before = writeCatalogue(catalogue(many)).shards;
    expect(before.length).toBe(2);
    expect(Math.max(...before.map((shard) => shard.length))).toBeLessThanOrEqual(1024 * 1024);
    const changed = many.map((each) => (each.sku === "sku-7" ? { ...each, discountable: false } : each));
    const after = writeCatalogue(catalogue(changed)).shards;
    const touched = after.flatMap((shard, index) => (same(shard, before[index]) ? [] : [index]));
    expect(touched).toEqual([shardOf("sku-7", 2)]);
  });

  test("articles without floor and stock cost no bytes for them", () => {
    const bare = { ...sample, floor_prices: {}, stock: null };
    const length = (record: CatalogueRecord) => writeCatalogue(catalogue([record])).shards[0]?.length ?? 0;
    // Two lists of one word each, aligned, and the currency's amount.
    expect(length({ ...bare, stock: 7 }) - length(bare)).toBe(16);
    expect(length({ ...bare, floor_prices: { EUR: 4 } }) - length(bare)).toBe(24);
  });

  test("the tree adds all ancestors and keeps ids that it lacks", () => {
    const opened = openTree(writeCatalogue(catalogue([])).tree, "acme");
    if (!opened.ok) throw new Error(opened.why);
    expect(opened.view.withAncestors(["boots", "unknown", "all"])).toEqual([
      "all",
      "boots",
      "shoes",
      "unknown",
    ]);
  });

  test("a tree in a circle ends", () => {
    const circle = {
      ...catalogue([]),
      categories: [
        { id: "a", parent: "b" },
        { id: "b", parent: "a" },
      ],
    };
    const opened = openTree(writeCatalogue(circle).tree, "acme");
    expect(opened.ok && opened.view.withAncestors(["a"])).toEqual(["a", "b"]);
  });
});

describe("stores blob", () => {
  test("gives every store with the offsets of its zone, in any order of authoring", () => {
    const bytes = writeStores(directory);
    const opened = openStores(bytes, "acme");
    if (!opened.ok) throw new Error(opened.why);
    expect(opened.view.defaultStore).toBe("web");
    expect(opened.view.foldPlusTags).toBe(true);
    expect(opened.view.store("ny")).toEqual({ ...directory.stores[1], offsets: directory.zones[1] });
    expect(opened.view.store("web")).toEqual({ ...directory.stores[0], offsets: directory.zones[0] });
    expect(opened.view.store("paris")).toBeNull();
    const back = { ...directory, stores: directory.stores.toReversed(), zones: directory.zones.toReversed() };
    expect(same(writeStores(back), bytes)).toBe(true);
  });

  test("opens bytes that lie unaligned in memory", () => {
    const bytes = writeStores(directory);
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    expect(openStores(shifted.subarray(3), "acme").ok).toBe(true);
  });
});

describe("poisoned bytes", () => {
  const shard = writeCatalogue(catalogue([sample]));
  const blobs: { name: string; bytes: Uint8Array; use: (bytes: Uint8Array, company: string) => boolean }[] = [
    {
      name: "stores",
      bytes: writeStores(directory),
      use: (bytes, company) => {
        const opened = openStores(bytes, company);
        if (opened.ok)
          for (const code of ["web", "ny", "none", opened.view.defaultStore]) opened.view.store(code);
        return opened.ok;
      },
    },
    {
      name: "shard",
      bytes: shard.shards[0] ?? new Uint8Array(),
      use: (bytes, company) => {
        const opened = openShard(bytes, company);
        if (opened.ok) for (const sku of ["s1", "s2", ""]) opened.view.record(sku);
        return opened.ok;
      },
    },
    {
      name: "tree",
      bytes: shard.tree,
      use: (bytes, company) => {
        const opened = openTree(bytes, company);
        if (opened.ok) opened.view.withAncestors(["boots", "shoes", "x"]);
        return opened.ok;
      },
    },
  ];

  for (const { name, bytes, use } of blobs) {
    test(`[S1] ${name}: every truncation, extension and doubling is refused`, () => {
      expect(use(bytes, "acme")).toBe(true);
      for (let length = 0; length < bytes.length; length++)
        expect(use(bytes.slice(0, length), "acme")).toBe(false);
      const doubled = new Uint8Array(bytes.length * 2);
      doubled.set(bytes);
      doubled.set(bytes, bytes.length);
      expect(use(doubled, "acme")).toBe(false);
      expect(use(new Uint8Array(bytes.length), "acme")).toBe(false);
      expect(use(new Uint8Array(11 * 1024 * 1024), "acme")).toBe(false);
    });

    test(`[S1] ${name}: a foreign company, a future version and another kind are refused`, () => {
      expect(use(bytes, "acmf")).toBe(false);
      expect(use(bytes, "acm")).toBe(false);
      expect(use(bytes, "acme2")).toBe(false);
      for (const word of [0, 1, 2, 3, 4, 5, 7]) {
        const future = bytes.slice();
        future[word * 4] = (future[word * 4] ?? 0) + 1;
        expect(use(future, "acme")).toBe(false);
      }
    });

    test(`[T25] ${name}: every bit flipped alone is refused or harmless`, () => {
      for (let bit = 0; bit < bytes.length * 8; bit++) {
        const flipped = bytes.slice();
        flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        use(flipped, "acme");
      }
    });

    test(`[T25] ${name}: random damage after the header is refused or harmless`, () => {
      fc.assert(
        fc.property(fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 40 }), (damage) => {
          const harmed = bytes.slice();
          for (const [at, byte] of damage) harmed[32 + (at % (bytes.length - 32))] = byte;
          use(harmed, "acme");
        }),
      );
    });
  }
});

function same(a: Uint8Array, b: Uint8Array | undefined): boolean {
  return b !== undefined && a.length === b.length && a.every((byte, index) => byte === b[index]);
}
