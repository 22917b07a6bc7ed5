/**
 * The cart made ready for one plan: texts interned against its table, lines put into content runs in unit order (AWD-1, AWD-2). Lines
 * are handled with their quantities, never unit by unit. Gift lines stand in no run: they count for nothing (CND-3).
 */
import type { AttributeValue } from "../model/attribute.ts";
import type { CartFacts, LineFacts } from "../model/cart-facts.ts";
import { compareText } from "../model/identifier.ts";
import type { Policies } from "../model/policies.ts";
import {
  ATTRIBUTE_BOOLEAN,
  ATTRIBUTE_NUMBER,
  ATTRIBUTE_TEXT,
  type AttributeView,
  type CartView,
  type ContentRun,
  NO_BRAND,
} from "../rules/cart-view.ts";
import type { Program } from "../rules/program.ts";
import type { Truth } from "../rules/truth.ts";
import type { StringTable } from "../snapshot/string-table.ts";
import { lineTruth } from "./judge.ts";
import type { Plan } from "./plan.ts";

export class PreparedCart implements CartView {
  readonly facts: CartFacts;
  readonly policies: Policies;
  readonly currency: number;
  readonly channel: number;
  readonly store: number;
  readonly storeGroups: readonly number[];
  readonly country: number | null;
  readonly segments: readonly number[];
  readonly customerAttributes: readonly AttributeView[];
  readonly runs: readonly ContentRun[];
  readonly quantities: readonly number[];
  readonly methods: readonly number[];
  /** Index in the facts of the line at each place. */
  readonly lineIndexes: readonly number[];
  low = 0;
  high = 0;
  firstOrder = false;
  codeCounts = false;

  constructor(plan: Plan, facts: CartFacts) {
    const { texts } = plan;
    this.facts = facts;
    this.policies = plan.policies;
    this.currency = texts.find(facts.currency);
    this.channel = texts.find(facts.channel);
    this.store = texts.find(facts.store);
    this.storeGroups = known(texts, facts.store_groups);
    this.country = facts.country === null ? null : texts.find(facts.country);
    this.segments = known(texts, facts.customer.segments);
    this.customerAttributes = attributeViews(texts, facts.customer.attributes);
    this.methods = facts.shipping.map((charge) => texts.find(charge.method));
    const compare = contentOrder(facts.lines);
    this.lineIndexes = unitOrder(facts.lines, compare);
    this.quantities = this.lineIndexes.map((index) => facts.lines[index]?.quantity ?? 0);
    this.runs = contentRuns(texts, facts.lines, this.lineIndexes, compare);
    this.firstOrder = this.isFirstOrder();
  }

  /** CND-8, POL-4. */
  isFirstOrder(): boolean {
    const count = this.facts.customer.order_count;
    return count === null ? this.policies.guest_first_order === "counts_as_first" : count === 0;
  }

  itemTruth(program: Program, at: number, end: number, run: ContentRun): Truth {
    return lineTruth(program, at, end, run, this);
  }
}

/** Numbers of the texts that some rule mentions. */
function known(texts: StringTable, list: readonly string[]): number[] {
  const numbers: number[] = [];
  for (const text of list) {
    const number = texts.find(text);
    if (number >= 0) numbers.push(number);
  }
  return numbers;
}

function attributeViews(texts: StringTable, record: Record<string, AttributeValue>): AttributeView[] {
  const views: AttributeView[] = [];
  for (const [attribute, value] of Object.entries(record)) {
    const name = texts.find(attribute);
    if (name < 0) continue;
    if (typeof value === "string") views.push({ name, type: ATTRIBUTE_TEXT, value: texts.find(value) });
    else if (typeof value === "number") views.push({ name, type: ATTRIBUTE_NUMBER, value });
    else views.push({ name, type: ATTRIBUTE_BOOLEAN, value: value ? 1 : 0 });
  }
  return views;
}

/** Orders lines by content (AWD-2), by their indexes; contents are written out only where sku and prices are equal, once a line. */
function contentOrder(lines: readonly LineFacts[]): (left: number, right: number) => number {
  const rests: string[] = [];
  const restOf = (index: number, line: LineFacts) => {
    const rest = rests[index] ?? restOfContent(line);
    rests[index] = rest;
    return rest;
  };
  return (left, right) => {
    const a = lines[left];
    const b = lines[right];
    if (a === undefined || b === undefined) return 0;
    return (
      compareText(a.sku, b.sku) ||
      a.catalog - b.catalog ||
      a.list - b.list ||
      compareText(restOf(left, a), restOf(right, b))
    );
  };
}

/** AWD-2, as indexes of the lines that are no gifts; lines come by id. */
function unitOrder(lines: readonly LineFacts[], compare: (left: number, right: number) => number): number[] {
  const indexes: number[] = [];
  for (const [index, line] of lines.entries()) if (line.gift_of === undefined) indexes.push(index);
  return indexes.sort((left, right) => compare(left, right) || left - right);
}

/** Canonical JSON of everything but sku and prices: names sorted, absent ones left out. */
function restOfContent(line: LineFacts): string {
  const { attributes, brand, categories, discountable, measure, metadata, product, seller, tags } = line;
  return canonical({ attributes, brand, categories, discountable, measure, metadata, product, seller, tags });
}

function canonical(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => compareText(a, b));
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`).join()}}`;
}

function contentRuns(
  texts: StringTable,
  lines: readonly LineFacts[],
  order: readonly number[],
  compare: (left: number, right: number) => number,
): ContentRun[] {
  const runs: ContentRun[] = [];
  let from = 0;
  while (from < order.length) {
    const first = order[from] ?? 0;
    const line = lines[first];
    if (line === undefined) break;
    let count = line.quantity;
    let to = from + 1;
    for (; to < order.length; to++) {
      const next = order[to] ?? 0;
      if (compare(first, next) !== 0) break;
      count += lines[next]?.quantity ?? 0;
    }
    runs.push(contentRun(texts, line, count, from, to));
    from = to;
  }
  return runs;
}

function contentRun(
  texts: StringTable,
  line: LineFacts,
  count: number,
  from: number,
  to: number,
): ContentRun {
  return {
    sku: texts.find(line.sku),
    product: texts.find(line.product),
    categories: line.categories === undefined ? null : known(texts, line.categories),
    tags: line.tags === undefined ? null : known(texts, line.tags),
    attributes: line.attributes === undefined ? null : attributeViews(texts, line.attributes),
    brand: line.brand === undefined ? null : line.brand === null ? NO_BRAND : texts.find(line.brand),
    list: line.list,
    catalog: line.catalog,
    count,
    discountable: line.discountable,
    line,
    from,
    to,
  };
}
