/** Random cart facts that keep every invariant of shared/model/cart-facts.ts. */
import type { CartFacts, ChargeFacts, LineFacts } from "../../shared/model/cart-facts.ts";
import { type Chance, defined } from "./chance.ts";
import { BIG_PRICES, SMALL_PRICES, sliceAround, WORDS, ZONES } from "./words.ts";

export function randomCart(chance: Chance, atMs: number): CartFacts {
  const currency = chance.one(WORDS.currency);
  const customer = randomCustomer(chance);
  return defined({
    currency,
    tax_mode: chance.one(["gross", "net"] as const),
    channel: chance.one(WORDS.channel),
    store: chance.one(WORDS.store),
    store_groups: sorted(chance.some(WORDS.group, 0, 2)),
    zone: sliceAround(chance.one(ZONES), atMs),
    country: chance.once(4) ? null : chance.one(WORDS.country),
    region: null,
    postcode: null,
    country_from: chance.once(10) ? ("network" as const) : undefined,
    payment_method: null,
    customer,
    lines: randomLines(chance),
    shipping: randomCharges(chance),
    codes: sorted(
      chance.once(2) ? chance.some([...WORDS.code, "NOBODYS"], 2, 4) : chance.some(WORDS.code, 0, 1),
    ),
    declined_gifts: [],
    metadata: {},
  });
}

function randomCustomer(chance: Chance): CartFacts["customer"] {
  const isKnown = !chance.once(3);
  const isGuest = chance.once(3);
  return {
    key: isKnown ? "customer-key" : null,
    signed_in: isKnown && !isGuest,
    segments: isGuest ? [] : sorted(chance.some(WORDS.segment, 0, 2)),
    attributes: Object.fromEntries(
      chance.some(WORDS.attributeName, 0, 2).map((name) => [name, chance.one(WORDS.attributeValue)]),
    ),
    order_count: isGuest ? null : chance.one([0, 0, 1, 7]),
  };
}

function randomLines(chance: Chance): LineFacts[] {
  const ids = chance.shuffled(WORDS.lineId);
  const count = chance.once(4) ? chance.whole(0, 12) : chance.whole(1, 4);
  const isBig = chance.once(8);
  const lines: LineFacts[] = [];
  for (const id of ids.slice(0, count)) {
    const twin = lines.length > 0 && chance.once(4) ? chance.one(lines) : null;
    if (twin === null) lines.push(randomLine(chance, id, isBig));
    else lines.push(likeTwin(chance, twin, id));
  }
  return lines.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Another line of the same content, or of one that differs in its smallest part. */
function likeTwin(chance: Chance, twin: LineFacts, id: string): LineFacts {
  const line = keysTurned({ ...twin, id, quantity: randomQuantity(chance) });
  if (!chance.once(2)) return line;
  const differing = chance.one(["attributes", "metadata", "tags", "seller"] as const);
  if (differing === "tags") return { ...line, tags: chance.once(2) ? ["new"] : ["eco"] };
  if (differing === "seller") return { ...line, seller: chance.one(["us", "them"]) };
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
  if (chance.once(60)) return chance.whole(20, 200);
  return chance.once(4) ? chance.whole(4, 9) : chance.whole(1, 3);
}

function randomLine(chance: Chance, id: string, isBig: boolean): LineFacts {
  const sku = chance.one(WORDS.sku);
  const catalog = chance.one(isBig && chance.once(2) ? BIG_PRICES : SMALL_PRICES);
  const list = chance.once(2) ? catalog + chance.one([catalog > 0 ? -1 : 0, 1, 2, catalog]) : catalog;
  return defined({
    id,
    sku,
    product: chance.once(2) ? sku : chance.one(WORDS.product),
    quantity: randomQuantity(chance),
    list: Math.min(list, 1_000_000_000_000),
    catalog,
    categories: chance.once(4) ? undefined : sorted(chance.some(WORDS.category, 0, 3)),
    brand: chance.once(4) ? undefined : chance.once(4) ? null : chance.one(WORDS.brand),
    tags: chance.once(4) ? undefined : sorted(chance.some(WORDS.tag, 0, 2)),
    attributes: chance.once(3) ? undefined : randomAttributes(chance),
    discountable: !chance.once(7),
    measure: chance.once(12) ? { amount: chance.one(["0.350", "1"]), unit: "kg" } : undefined,
    seller: chance.once(10) ? chance.one(["us", "them"]) : undefined,
    gift_of: chance.once(12) ? chance.one(WORDS.promotion) : undefined,
    metadata: chance.once(10) ? randomAttributes(chance) : undefined,
  });
}

function randomAttributes(chance: Chance): Record<string, string | number | boolean> {
  return Object.fromEntries(
    chance.some(WORDS.attributeName, 0, 2).map((name) => [name, chance.one(WORDS.attributeValue)]),
  );
}

function randomCharges(chance: Chance): ChargeFacts[] {
  const ids = chance.some(["ship", "ship2", "Z"], 0, chance.once(3) ? 3 : 1);
  return sorted(ids).map((id) => ({
    id,
    method: chance.one(WORDS.method),
    amount: chance.one([0, 1, 5, 499, 500, 999]),
  }));
}

export function sorted<T extends string>(texts: T[]): T[] {
  return [...texts].sort((a, b) => (a < b ? -1 : 1));
}
