/**
 * The shop that all workloads speak of: 100,000 articles in a three-level tree of 20, 200 and 2,000 categories, 2,000 brands, stores,
 * 40 countries, 4 channels, 100 segments and 5,000 micro-segments. Popularity follows Zipf and is spread over tree and brands.
 */
import type { CatalogueRecord } from "../../shared/model/catalogue.ts";
import { at, Chance } from "./chance.ts";

const ARTICLES = 100_000;
const BRANDS = 2_000;
const COUNTRIES = 40;
const SEGMENTS = 100;
const MICRO_SEGMENTS = 5_000;
const TOPS = 20;
const PER_LEVEL = 10;
/** Prime to the number of articles, so that ranks of popularity fall on every article once. */
const SCATTER = 61_803;

export interface Article {
  readonly sku: string;
  readonly brand: string;
  /** Top, middle, leaf. */
  readonly categories: readonly string[];
  readonly priceMinor: number;
}

export interface Shop {
  readonly articles: readonly Article[];
  readonly brands: readonly string[];
  readonly tops: readonly string[];
  readonly middles: readonly string[];
  readonly leaves: readonly string[];
  readonly stores: readonly string[];
  readonly countries: readonly string[];
  readonly channels: readonly string[];
  readonly segments: readonly string[];
  readonly microSegments: readonly string[];
}

export const CURRENCY = "EUR";

const SHOP_SEED = 20_260_101;

/** The shop with some number of stores. */
export function makeShop(storeCount: number): Shop {
  const chance = new Chance(SHOP_SEED);
  const tops = named(TOPS, (top) => `cat-${top}`);
  const middles = tops.flatMap((top) => named(PER_LEVEL, (child) => `${top}-${child}`));
  const leaves = middles.flatMap((middle) => named(PER_LEVEL, (child) => `${middle}-${child}`));
  const brands = named(BRANDS, (brand) => `brand-${brand}`);
  const articles = named(ARTICLES, (number): Article => {
    const leaf = chance.pick(leaves);
    const parts = leaf.split("-");
    return {
      sku: `${1_000_000 + number}`,
      brand: at(brands, chance.zipf(BRANDS)),
      categories: [parts.slice(0, 2).join("-"), parts.slice(0, 3).join("-"), leaf],
      priceMinor: 49 + Math.floor(20_000 ** chance.unit() * 4),
    };
  });
  return {
    articles,
    brands,
    tops,
    middles,
    leaves,
    stores: named(storeCount, (store) => `store-${store}`),
    countries: named(COUNTRIES, (country) => countryCode(country)),
    channels: ["web", "app", "pos", "phone"],
    segments: named(SEGMENTS, (segment) => `segment-${segment}`),
    microSegments: named(MICRO_SEGMENTS, (segment) => `micro-${segment}`),
  };
}

/** An article as likely as its popularity. */
export function popularArticle(shop: Shop, chance: Chance): Article {
  return at(shop.articles, (chance.zipf(ARTICLES) * SCATTER) % ARTICLES);
}

/** An article as the catalogue publishes it. */
export function catalogueRecord(article: Article): CatalogueRecord {
  return {
    sku: article.sku,
    product: article.sku,
    categories: [...article.categories],
    brand: article.brand,
    tags: [],
    attributes: {},
    list_prices: { [CURRENCY]: article.priceMinor },
    discountable: true,
    floor_prices: {},
    stock: null,
  };
}

function named<T>(count: number, name: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => name(index));
}

/** Two letters that need not be a country of this world. */
function countryCode(index: number): string {
  return `${String.fromCharCode(65 + Math.floor(index / 8))}${String.fromCharCode(65 + (index % 8))}`;
}
