/**
 * One line of a cart with the facts that are known of it. Sent facts replace the catalogue's field by field; a fact that nobody
 * stated stays absent, which is not "no": an article that nobody described has unknown categories.
 */
import type { CartLine } from "../model/cart.ts";
import type { LineFacts } from "../model/cart-facts.ts";
import type { CatalogueRecord } from "../model/catalogue.ts";
import { compareText } from "../model/identifier.ts";

export interface LineContext {
  currency: string;
  record: CatalogueRecord | null;
  withAncestors: (ids: string[]) => string[];
  trusted: boolean;
}

/** The line's facts; null if nobody knows its price. */
export function resolveLine(line: CartLine, context: LineContext): LineFacts | null {
  const prices = pricesOf(line, context);
  if (prices === null) return null;
  const { record } = context;
  return {
    id: line.id,
    sku: line.sku,
    product: productOf(line, context),
    quantity: line.quantity,
    ...prices,
    ...describedFacts(line, context),
    discountable: line.facts?.discountable ?? record?.discountable ?? true,
    ...boundFacts(line, context),
    ...(line.measure === undefined ? {} : { measure: line.measure }),
    ...(line.seller === undefined ? {} : { seller: line.seller }),
    ...(line.gift_of === undefined ? {} : { gift_of: line.gift_of }),
    ...(line.metadata === undefined ? {} : { metadata: line.metadata }),
  };
}

/**
 * `list` is the sent regular price, else the catalogue's, else the sent price; a sent price is the price before cart promotions and
 * closed to catalogue promotions, else the regular one is. A gift is priced at list whatever was sent.
 */
function pricesOf(
  line: CartLine,
  context: LineContext,
): Pick<LineFacts, "list" | "catalog" | "sent_price"> | null {
  const list = line.list_price ?? context.record?.list_prices[context.currency] ?? line.unit_price;
  if (list === undefined) return null;
  if (line.gift_of !== undefined || line.unit_price === undefined) return { list, catalog: list };
  return { list, catalog: line.unit_price, sent_price: true };
}

/** Floor and stock; nobody counts the units of a record whose stock is null. */
function boundFacts(line: CartLine, context: LineContext): Pick<LineFacts, "floor" | "stock"> {
  const floor = line.facts?.floor ?? context.record?.floor_prices[context.currency];
  const stock = line.facts?.stock ?? context.record?.stock ?? undefined;
  return { ...(floor === undefined ? {} : { floor }), ...(stock === undefined ? {} : { stock }) };
}

/** An untrusted caller's parent fills a gap (such a line is an estimate anyway) but never replaces what the catalogue says. */
function productOf(line: CartLine, context: LineContext): string {
  const recorded = context.record?.product;
  const sent = line.facts?.product ?? line.product;
  return (context.trusted ? (sent ?? recorded) : (recorded ?? sent)) ?? line.sku;
}

function describedFacts(
  line: CartLine,
  context: LineContext,
): Pick<LineFacts, "categories" | "brand" | "tags" | "attributes"> {
  const { facts } = line;
  const { record } = context;
  const categories =
    facts?.categories === undefined ? record?.categories : context.withAncestors(facts.categories);
  const brand = facts?.brand ?? record?.brand;
  const tags = facts?.tags ?? record?.tags;
  const attributes = facts?.attributes ?? record?.attributes;
  return {
    ...(categories === undefined ? {} : { categories: sortedSet(categories) }),
    ...(brand === undefined ? {} : { brand }),
    ...(tags === undefined ? {} : { tags: sortedSet(tags) }),
    ...(attributes === undefined ? {} : { attributes }),
  };
}

/** Whether the caller said what it costs: the catalogue's price is nobody's word. */
export function hasSentPrice(line: Pick<CartLine, "unit_price" | "list_price">): boolean {
  return line.unit_price !== undefined || line.list_price !== undefined;
}

/** Texts in the one order of the core, without repeats. */
export function sortedSet(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort(compareText);
}
