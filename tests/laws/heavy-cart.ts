/** The cart of a heavy case: what every promotion of heavy-rules.ts may match. */
import type { CartFacts, LineFacts } from "../../shared/model/cart-facts.ts";
import { LIMITS } from "../../shared/model/limits.ts";
import { Chance } from "../differential/chance.ts";
import { HEAVY } from "./heavy-names.ts";
import type { Shape } from "./heavy-shape.ts";

export function heavyCart(shape: Shape): CartFacts {
  const chance = new Chance(shape.seed);
  const lines = chance.many(shape.lines, (index) => heavyLine(shape, chance, index));
  return {
    currency: "EUR",
    tax_mode: "gross",
    channel: "web",
    store: "berlin",
    store_groups: [],
    zone: { zone: "Europe/Berlin", offsets: [{ from_ms: 0, offset_min: 60 }] },
    country: "DE",
    region: null,
    postcode: null,
    payment_method: null,
    customer: { key: "k", signed_in: true, segments: [], attributes: {}, order_count: 0 },
    lines: likeTheFirst(lines, shape.alike).sort(byId),
    shipping: chance
      .many(shape.charges, (index) => ({
        id: `c${index}`,
        method: HEAVY.method(index),
        amount: chance.whole(0, 2_000),
      }))
      .sort(byId),
    codes: chance.many(shape.codes, HEAVY.code).sort(),
    declined_gifts: [],
    metadata: {},
    variants: {},
    offers: [],
  };
}

function heavyLine({ quantity, lines, floors }: Shape, chance: Chance, index: number): LineFacts {
  // As dear as the sum of a cart may be, or cheap, so that rounding decides.
  const dearest = Math.floor(LIMITS.cartTotalMinor / lines / quantity);
  const list = Math.min(chance.one([3, 100, 9_999, LIMITS.amountMinor]), dearest);
  const sku = HEAVY.sku(index);
  return {
    id: `l${index}`,
    sku,
    product: sku,
    quantity: chance.one([1, quantity, quantity]),
    list,
    catalog: list,
    discountable: true,
    categories: chance.many(LIMITS.bundleComponents, HEAVY.category).filter(() => chance.once(2)),
    ...(chance.whole(1, 10) <= floors ? { floor: chance.whole(0, list) } : {}),
  };
}

/** Groups of lines that differ in their ids alone stand in one content run. */
function likeTheFirst(lines: LineFacts[], alike: number): LineFacts[] {
  return lines.map((line, index) => ({ ...(lines[index - (index % alike)] ?? line), id: line.id }));
}

function byId(a: { id: string }, b: { id: string }): number {
  return a.id < b.id ? -1 : 1;
}
