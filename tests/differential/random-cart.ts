/** Random cart facts that keep every invariant of shared/model/cart-facts.ts. Prices of one cart lie close together, so that they meet. */
import type { CartFacts, ChargeFacts, LineFacts, OfferFacts } from "../../shared/model/cart-facts.ts";
import { type Chance, defined } from "./chance.ts";
import { randomAttributes, randomCustomer } from "./random-customer.ts";
import { BIG_PRICES, PRICE_FAMILIES, sliceAround, sorted, WORDS, ZONES } from "./words.ts";

export function randomCart(chance: Chance, atMs: number): CartFacts {
  const currency = chance.one(WORDS.currency);
  const orNull = <T>(values: readonly T[]) => (chance.once(4) ? null : chance.one(values));
  return defined({
    currency,
    tax_mode: chance.one(["gross", "net"] as const),
    channel: chance.one(WORDS.channel),
    store: chance.one(WORDS.store),
    store_groups: sorted(chance.some(WORDS.group, 0, 2)),
    zone: sliceAround(chance.one(ZONES), atMs),
    country: orNull(WORDS.country),
    region: orNull(WORDS.region),
    postcode: orNull(WORDS.postcode),
    country_from: chance.once(10) ? ("network" as const) : undefined,
    payment_method: orNull(WORDS.payment),
    customer: randomCustomer(chance, atMs, currency),
    lines: randomLines(chance),
    shipping: randomCharges(chance),
    codes: sorted(
      chance.once(3) ? chance.some([...WORDS.code, "NOBODYS"], 2, 4) : chance.some(WORDS.code, 0, 1),
    ),
    declined_gifts: chance.once(6) ? sorted(chance.some(WORDS.promotion, 1, 5)) : [],
    metadata: randomAttributes(chance),
    variants: Object.fromEntries(
      chance.some(WORDS.experiment, 0, 2).map((experiment) => [experiment, chance.one(WORDS.variant)]),
    ),
    offers: randomOffers(chance),
  });
}

/** What lines of one cart are like: few prices and few articles. */
interface Assortment {
  prices: readonly number[];
  skus: readonly string[];
  /** One in so many lines is a gift line. */
  giftsOnceIn: number;
}

function randomLines(chance: Chance): LineFacts[] {
  const ids = chance.shuffled(WORDS.lineId);
  const count = chance.once(4) ? chance.whole(0, 8) : chance.whole(1, 4);
  const assortment: Assortment = {
    prices: chance.once(12) ? [...BIG_PRICES, 1, 100] : chance.one(PRICE_FAMILIES),
    skus: chance.some(WORDS.sku, 2, 4),
    giftsOnceIn: chance.one([3, 12, 1_000]),
  };
  const lines: LineFacts[] = [];
  for (const id of ids.slice(0, count)) {
    const twin = lines.length > 0 && chance.once(4) ? chance.one(lines) : null;
    lines.push(twin === null ? randomLine(chance, id, assortment) : likeTwin(chance, twin, id));
  }
  return lines.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Another line of the same content, or of one that differs in its smallest part. */
function likeTwin(chance: Chance, twin: LineFacts, id: string): LineFacts {
  const quantity = twin.measure === undefined ? randomQuantity(chance) : 1;
  const line = keysTurned({ ...twin, id, quantity });
  if (!chance.once(2)) return line;
  const differing = chance.one(["attributes", "metadata", "tags", "seller", "floor", "stock"] as const);
  if (differing === "tags") return { ...line, tags: chance.once(2) ? ["new"] : ["eco"] };
  if (differing === "seller") return { ...line, seller: chance.one(WORDS.seller) };
  if (differing === "floor") return { ...line, floor: chance.one([0, Math.floor(line.catalog / 2)]) };
  if (differing === "stock") return { ...line, stock: chance.whole(0, 3) };
  return { ...line, [differing]: randomAttributes(chance) };
}

/** The same object with its keys, and those of its records, the other way round. */
function keysTurned<T extends object>(value: T): T {
  const fields = Object.entries(value).map(([name, field]) => [
    name,
    typeof field === "object" && field !== null && !Array.isArray(field) ? keysTurned(field) : field,
  ]);
  return Object.fromEntries(fields.reverse()) as T;
}

function randomQuantity(chance: Chance): number {
  if (chance.once(80)) return chance.whole(10, 40);
  return chance.once(6) ? chance.whole(4, 7) : chance.whole(1, 3);
}

function randomLine(chance: Chance, id: string, { prices, skus, giftsOnceIn }: Assortment): LineFacts {
  const sku = chance.one(skus);
  const isGift = chance.once(giftsOnceIn);
  const isMeasured = chance.once(16);
  return defined({
    id,
    sku,
    product: chance.once(2) ? sku : chance.one(WORDS.product),
    quantity: isMeasured ? 1 : randomQuantity(chance),
    ...randomPrices(chance, chance.one(prices), isGift),
    categories: chance.once(4) ? undefined : sorted(chance.some(WORDS.category, 0, 3)),
    brand: chance.once(4) ? undefined : chance.once(4) ? null : chance.one(WORDS.brand),
    tags: chance.once(4) ? undefined : sorted(chance.some(WORDS.tag, 0, 2)),
    attributes: chance.once(3) ? undefined : randomAttributes(chance),
    discountable: !chance.once(7),
    measure: isMeasured ? { amount: chance.one(["0.350", "1"]), unit: "kg" } : undefined,
    stock: chance.once(3) ? chance.one([0, 1, 2, 5]) : undefined,
    seller: chance.once(6) ? chance.one(WORDS.seller) : undefined,
    gift_of: isGift ? chance.one(WORDS.promotion) : undefined,
    metadata: chance.once(6) ? randomAttributes(chance) : undefined,
  });
}

/** A sent price beside the regular one, or the regular one alone; gifts are priced at list. A floor lies below, at or above the price. */
function randomPrices(chance: Chance, price: number, isGift: boolean) {
  const isSent = !isGift && chance.once(2);
  const apart = chance.one([0, 0, 1, 2, price, price > 0 ? -1 : 0]);
  return {
    list: Math.min(isSent ? price + apart : price, 1_000_000_000_000),
    catalog: price,
    sent_price: isSent ? (true as const) : undefined,
    floor: chance.once(5)
      ? chance.one([0, Math.floor(price / 2), Math.max(0, price - 1), price, price + 1])
      : undefined,
  };
}

function randomCharges(chance: Chance): ChargeFacts[] {
  const ids = chance.some(["ship", "ship2", "Z"], 0, chance.once(3) ? 3 : 1);
  return sorted(ids).map((id) =>
    defined({
      id,
      method: chance.one(WORDS.method),
      amount: chance.one([0, 1, 5, 99, 100, 499, 500, 999]),
      seller: chance.once(3) ? chance.one(WORDS.seller) : undefined,
    }),
  );
}

function randomOffers(chance: Chance): OfferFacts[] {
  return sorted(chance.some(WORDS.sku, 0, 3)).map((sku) => ({ sku, stock: chance.one([null, 0, 1, 5]) }));
}
