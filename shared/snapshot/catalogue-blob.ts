/**
 * The catalogue as blobs: shards of articles by the hash of their sku, a power of two of them of about LIMITS.catalogueShardBytes, so that a
 * cart reads only the shards it needs and a change rewrites only those it touches; and the category tree, which is read only for
 * carts that bring categories of their own. An article's categories are stored with their ancestors.
 */

import type { AttributeValue } from "../model/attribute.ts";
import type { CatalogueContent, CatalogueRecord } from "../model/catalogue.ts";
import { compareText } from "../model/identifier.ts";
import { LIMITS } from "../model/limits.ts";
import { type BlobKind, openContainer, type Sections, writeContainer } from "./container.ts";
import type { Opened } from "./opened.ts";
import { ListCollector, rangeEnd, rangeStart, rangeTexts } from "./ranges.ts";
import { hashText, StringCollector, StringTable } from "./string-table.ts";

const NONE = 0xffffffff;
const TREE_FORM = { id_at: "u32", id_units: "u8", id_slots: "u32", parent: "u32" } as const;
const TREE: BlobKind<typeof TREE_FORM> = { kind: 3, version: 1, form: TREE_FORM };

/** The category tree. */
export interface TreeView {
  /** The given categories and all above them, sorted, without repeats; one that the tree lacks stands for itself. */
  withAncestors(ids: readonly string[]): string[];
}

/** Shard that holds an article, among a power of two of shards. */
export function shardOf(sku: string, shardCount: number): number {
  return hashText(sku) & (shardCount - 1);
}

/** Writes tree and shards; the order in which categories and articles come does not matter. */
export function writeCatalogue(catalogue: CatalogueContent): { tree: Uint8Array; shards: Uint8Array[] } {
  const records = [...catalogue.records].sort((a, b) => compareText(a.sku, b.sku));
  let shards = writeShards(catalogue.company, records, 1);
  while (shards.length < LIMITS.catalogueShards && shards.some(isTooLarge)) {
    shards = writeShards(catalogue.company, records, shards.length * 2);
  }
  return { tree: writeTree(catalogue), shards };
}

function isTooLarge(shard: Uint8Array): boolean {
  return shard.length > LIMITS.catalogueShardBytes;
}

function writeShards(company: string, records: readonly CatalogueRecord[], count: number): Uint8Array[] {
  const parts: CatalogueRecord[][] = Array.from({ length: count }, () => []);
  for (const record of records) parts[shardOf(record.sku, count)]?.push(record);
  return parts.map((part) => writeShard(company, part));
}

function writeTree(catalogue: CatalogueContent): Uint8Array {
  const nodes = [...catalogue.categories].sort((a, b) => compareText(a.id, b.id));
  const ids = new StringCollector();
  ids.addAll(nodes.map((node) => node.id));
  const { number, sections } = ids.finish();
  return writeContainer(TREE, catalogue.company, {
    id_at: sections.at,
    id_units: sections.units,
    id_slots: sections.slots,
    parent: Uint32Array.from(nodes, (node) => (node.parent === null ? NONE : number(node.parent))),
  });
}

/** Opens the category tree of one company. */
export function openTree(bytes: Uint8Array, company: string): Opened<TreeView> {
  const opened = openContainer(bytes, TREE, company);
  return opened.ok ? { ok: true, view: treeView(opened.view) } : opened;
}

function treeView(sections: Sections<typeof TREE_FORM>): TreeView {
  const ids = new StringTable({ at: sections.id_at, units: sections.id_units, slots: sections.id_slots });
  return {
    withAncestors(given) {
      const all = new Set(given);
      for (const id of given) {
        let node = ids.find(id);
        for (let depth = 0; node >= 0 && depth < LIMITS.categoryDepth; depth++) {
          all.add(ids.text(node));
          const parent = sections.parent[node] ?? NONE;
          node = parent < ids.size ? parent : -1;
        }
      }
      return [...all].sort(compareText);
    },
  };
}

const SHARD_FORM = {
  sku_at: "u32",
  sku_units: "u8",
  sku_slots: "u32",
  word_at: "u32",
  word_units: "u8",
  word_slots: "u32",
  /** NONE when the product is the sku. */
  product: "u32",
  /** NONE when the article is known to have none. */
  brand: "u32",
  discountable: "u8",
  category_at: "u32",
  categories: "u32",
  tag_at: "u32",
  tags: "u32",
  attribute_at: "u32",
  /** Pairs: name; type of the value. */
  attributes: "u32",
  /** A number, 0 or 1, or the number of a text. */
  attribute_values: "f64",
  price_at: "u32",
  price_currencies: "u32",
  price_amounts: "f64",
  /** Most articles have neither floor nor stock: only those that do are named, in order, a floor once a currency. */
  floor_articles: "u32",
  floor_currencies: "u32",
  floor_amounts: "f64",
  stock_articles: "u32",
  stock_units: "u32",
} as const;
const SHARD: BlobKind<typeof SHARD_FORM> = { kind: 2, version: 2, form: SHARD_FORM };

const TEXT = 0;
const NUMBER = 1;
const BOOLEAN = 2;

/** Articles of one shard by sku, read from the bytes at each look-up. */
export interface ShardView {
  record(sku: string): CatalogueRecord | null;
}

/** Writes one shard from articles sorted by sku. */
function writeShard(company: string, records: readonly CatalogueRecord[]): Uint8Array {
  const skus = new StringCollector();
  const words = new StringCollector();
  for (const record of records) {
    skus.add(record.sku);
    words.addAll(wordsOf(record));
  }
  const sku = skus.finish();
  if (sku.sections.at.length - 1 !== records.length) throw new Error("a sku comes twice");
  const { number, sections } = words.finish();
  const lists = listsOf(records, number);
  return writeContainer(SHARD, company, {
    sku_at: sku.sections.at,
    sku_units: sku.sections.units,
    sku_slots: sku.sections.slots,
    word_at: sections.at,
    word_units: sections.units,
    word_slots: sections.slots,
    product: Uint32Array.from(records, ({ product, sku }) => (product === sku ? NONE : number(product))),
    brand: Uint32Array.from(records, ({ brand }) => (brand === null ? NONE : number(brand))),
    discountable: Uint8Array.from(records, ({ discountable }) => (discountable ? 1 : 0)),
    ...lists,
    ...floorsOf(records, number),
    ...stocksOf(records),
  });
}

function wordsOf(record: CatalogueRecord): string[] {
  const texts = Object.values(record.attributes).filter((value) => typeof value === "string");
  const words = [...record.categories, ...record.tags, ...Object.keys(record.attributes), ...texts];
  words.push(...Object.keys(record.list_prices), ...Object.keys(record.floor_prices));
  if (record.product !== record.sku) words.push(record.product);
  if (record.brand !== null) words.push(record.brand);
  return words;
}

function listsOf(records: readonly CatalogueRecord[], number: (text: string) => number) {
  const categories = new ListCollector();
  const tags = new ListCollector();
  const attributes = new ListCollector();
  const values: number[] = [];
  const currencies = new ListCollector();
  const amounts: number[] = [];
  for (const record of records) {
    categories.add(sortedSet(record.categories).map(number));
    tags.add(sortedSet(record.tags).map(number));
    const named = Object.entries(record.attributes).sort(([a], [b]) => compareText(a, b));
    attributes.add(named.flatMap(([name, value]) => [number(name), typeOf(value)]));
    for (const [, value] of named) values.push(typeof value === "string" ? number(value) : Number(value));
    const prices = Object.entries(record.list_prices).sort(([a], [b]) => compareText(a, b));
    currencies.add(prices.map(([currency]) => number(currency)));
    for (const [, amount] of prices) amounts.push(amount);
  }
  return {
    category_at: categories.starts(),
    categories: categories.u32(),
    tag_at: tags.starts(),
    tags: tags.u32(),
    attribute_at: attributes.starts(),
    attributes: attributes.u32(),
    attribute_values: Float64Array.from(values),
    price_at: currencies.starts(),
    price_currencies: currencies.u32(),
    price_amounts: Float64Array.from(amounts),
  };
}

function floorsOf(records: readonly CatalogueRecord[], number: (text: string) => number) {
  const floors = records.flatMap(({ floor_prices }, article) =>
    Object.entries(floor_prices)
      .sort(([a], [b]) => compareText(a, b))
      .map(([currency, amount]) => ({ article, currency: number(currency), amount })),
  );
  return {
    floor_articles: Uint32Array.from(floors, ({ article }) => article),
    floor_currencies: Uint32Array.from(floors, ({ currency }) => currency),
    floor_amounts: Float64Array.from(floors, ({ amount }) => amount),
  };
}

function stocksOf(records: readonly CatalogueRecord[]) {
  const counted = records.flatMap(({ stock }, article) => (stock === null ? [] : [{ article, stock }]));
  return {
    stock_articles: Uint32Array.from(counted, ({ article }) => article),
    stock_units: Uint32Array.from(counted, ({ stock }) => stock),
  };
}

function sortedSet(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort(compareText);
}

function typeOf(value: AttributeValue): number {
  if (typeof value === "string") return TEXT;
  return typeof value === "number" ? NUMBER : BOOLEAN;
}

/** Opens one shard of a company. */
export function openShard(bytes: Uint8Array, company: string): Opened<ShardView> {
  const opened = openContainer(bytes, SHARD, company);
  return opened.ok ? { ok: true, view: shardView(opened.view) } : opened;
}

function shardView(sections: Sections<typeof SHARD_FORM>): ShardView {
  const skus = new StringTable({ at: sections.sku_at, units: sections.sku_units, slots: sections.sku_slots });
  const words = new StringTable({
    at: sections.word_at,
    units: sections.word_units,
    slots: sections.word_slots,
  });
  const text = (number: number) => words.text(number);
  return {
    record(sku) {
      const index = skus.find(sku);
      if (index < 0) return null;
      const product = sections.product[index] ?? NONE;
      const brand = sections.brand[index] ?? NONE;
      return {
        sku,
        product: product === NONE ? sku : text(product),
        categories: rangeTexts(sections.category_at, sections.categories, index, text),
        brand: brand === NONE ? null : text(brand),
        tags: rangeTexts(sections.tag_at, sections.tags, index, text),
        attributes: attributesOf(sections, index, text),
        list_prices: pricesOf(sections, index, text),
        discountable: sections.discountable[index] === 1,
        floor_prices: floorPricesOf(sections, index, text),
        stock: stockOf(sections, index),
      };
    },
  };
}

type TextOf = (number: number) => string;

function attributesOf(sections: Sections<typeof SHARD_FORM>, index: number, text: TextOf) {
  const { attribute_at, attributes, attribute_values } = sections;
  const entries: [string, AttributeValue][] = [];
  const end = rangeEnd(attribute_at, index, attributes.length);
  for (let place = rangeStart(attribute_at, index, attributes.length); place + 1 < end; place += 2) {
    const value = attribute_values[place / 2] ?? 0;
    const type = attributes[place + 1];
    const name = text(attributes[place] ?? 0);
    entries.push([name, type === TEXT ? text(value) : type === BOOLEAN ? value === 1 : value]);
  }
  return Object.fromEntries(entries);
}

function pricesOf(
  sections: Sections<typeof SHARD_FORM>,
  index: number,
  text: TextOf,
): Record<string, number> {
  const { price_at, price_currencies, price_amounts } = sections;
  const entries: [string, number][] = [];
  const end = rangeEnd(price_at, index, price_currencies.length);
  for (let place = rangeStart(price_at, index, price_currencies.length); place < end; place++) {
    entries.push([text(price_currencies[place] ?? 0), price_amounts[place] ?? 0]);
  }
  return Object.fromEntries(entries);
}

function floorPricesOf(
  sections: Sections<typeof SHARD_FORM>,
  index: number,
  text: TextOf,
): Record<string, number> {
  const { floor_articles, floor_currencies, floor_amounts } = sections;
  const entries: [string, number][] = [];
  for (let place = firstPlace(floor_articles, index); floor_articles[place] === index; place++) {
    entries.push([text(floor_currencies[place] ?? 0), floor_amounts[place] ?? 0]);
  }
  return Object.fromEntries(entries);
}

function stockOf({ stock_articles, stock_units }: Sections<typeof SHARD_FORM>, index: number): number | null {
  const place = firstPlace(stock_articles, index);
  return stock_articles[place] === index ? (stock_units[place] ?? null) : null;
}

/** Place of the first entry that is not below a number, in an ascending list. */
function firstPlace(ascending: Uint32Array, number: number): number {
  let from = 0;
  let to = ascending.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((ascending[middle] ?? 0) < number) from = middle + 1;
    else to = middle;
  }
  return from;
}
