/**
 * The lines of a cart in unit order and as content runs (AWD-1, AWD-2). Prices are compared first; the rest of a content is written out
 * only where they are equal, once a line.
 */
import type { LineFacts } from "../model/cart-facts.ts";
import { compareText } from "../model/identifier.ts";
import type { ContentRun } from "../rules/cart-view.ts";
import { attributeViews, findFact, findMentioned, findOrNone } from "./interning.ts";
import type { Plan } from "./plan.ts";

export class Contents {
  readonly #lines: readonly LineFacts[];
  readonly #catalogs: readonly number[] | null;
  readonly #rests: string[] = [];

  /** `catalogs` are the catalogue prices in the order of the lines; null: as the lines have them. */
  constructor(lines: readonly LineFacts[], catalogs: readonly number[] | null) {
    this.#lines = lines;
    this.#catalogs = catalogs;
  }

  /** AWD-2, as indexes of the lines that are no gifts; lines come by id. */
  unitOrder(): number[] {
    return this.#ordered((line) => line.gift_of === undefined);
  }

  /** The same of the gift lines. */
  giftOrder(): number[] {
    return this.#ordered((line) => line.gift_of !== undefined);
  }

  #ordered(isIn: (line: LineFacts) => boolean): number[] {
    const indexes: number[] = [];
    for (const [index, line] of this.#lines.entries()) if (isIn(line)) indexes.push(index);
    return indexes.sort((left, right) => this.#compare(left, right) || left - right);
  }

  /** The runs of the lines in unit order. */
  runs(plan: Plan, order: readonly number[]): ContentRun[] {
    const runs: ContentRun[] = [];
    let from = 0;
    while (from < order.length) {
      const first = order[from] ?? 0;
      const line = this.#lines[first];
      if (line === undefined) break;
      let count = line.quantity;
      let to = from + 1;
      for (; to < order.length; to++) {
        const next = order[to] ?? 0;
        if (this.#lines[next]?.sku !== line.sku || this.#compare(first, next) !== 0) break;
        count += this.#lines[next]?.quantity ?? 0;
      }
      runs.push(contentRun(plan, line, this.#catalog(first), count, from, to));
      from = to;
    }
    return runs;
  }

  #catalog(index: number): number {
    return this.#catalogs?.[index] ?? this.#lines[index]?.catalog ?? 0;
  }

  #compare(left: number, right: number): number {
    const a = this.#lines[left];
    const b = this.#lines[right];
    if (a === undefined || b === undefined) return 0;
    return (
      compareText(a.sku, b.sku) ||
      this.#catalog(left) - this.#catalog(right) ||
      a.list - b.list ||
      compareText(this.#rest(left, a), this.#rest(right, b))
    );
  }

  #rest(index: number, line: LineFacts): string {
    const rest = this.#rests[index] ?? restOfContent(line);
    this.#rests[index] = rest;
    return rest;
  }
}

/** Canonical JSON of everything but sku and prices: names sorted, absent ones left out. */
function restOfContent(line: LineFacts): string {
  const { attributes, brand, categories, discountable, floor, measure } = line;
  const { metadata, product, seller, sent_price, stock, tags } = line;
  return canonical({
    attributes,
    brand,
    categories,
    discountable,
    floor,
    measure,
    metadata,
    product,
    seller,
    sent_price,
    stock,
    tags,
  });
}

function canonical(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => compareText(a, b));
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`).join()}}`;
}

function contentRun(
  { texts, facts }: Plan,
  line: LineFacts,
  catalog: number,
  count: number,
  from: number,
  to: number,
): ContentRun {
  const { categories, tags, attributes, metadata } = line;
  const isMetadataRead = metadata !== undefined && facts.has("line_metadata");
  const sku = texts.find(line.sku);
  return {
    sku,
    product: line.product === line.sku ? sku : texts.find(line.product),
    seller: findOrNone(texts, line.seller),
    categories: categories === undefined ? null : findMentioned(texts, categories),
    tags: tags === undefined ? null : findMentioned(texts, tags),
    attributes: attributes === undefined ? null : attributeViews(texts, attributes),
    brand: findFact(texts, line.brand),
    metadata: isMetadataRead ? attributeViews(texts, metadata) : null,
    stock: line.stock ?? null,
    list: line.list,
    catalog,
    sentPrice: line.sent_price === true,
    floor: line.floor ?? 0,
    count,
    discountable: line.discountable,
    line,
    from,
    to,
  };
}
