/**
 * The cart made ready for one plan: texts interned against its table, lines put into content runs in unit order (AWD-1, AWD-2). Lines
 * are handled with their quantities, never unit by unit. Gift lines stand in no run: they count for nothing (CND-3). Policies and what
 * counts change from promotion to promotion; the selection sets them.
 */
import type { CartFacts } from "../model/cart-facts.ts";
import type { Policies } from "../model/policies.ts";
import type {
  AttributeView,
  CartView,
  ContentRun,
  CurrentAmounts,
  ItemRuns,
  LineUnits,
  SubscriptionView,
  Supposed,
  WholeSums,
} from "../rules/cart-view.ts";
import type { Program } from "../rules/program.ts";
import { wholeUnits } from "../rules/target.ts";
import { Contents } from "./content-runs.ts";
import {
  attributeViews,
  findBeginnings,
  findFact,
  findMentioned,
  findOrNone,
  findUnlessUnknown,
  subscriptionView,
} from "./interning.ts";
import { LineJudge } from "./line-judge.ts";
import type { Plan } from "./plan.ts";

export class PreparedCart implements CartView {
  readonly facts: CartFacts;
  readonly atMs: number;
  readonly currency: number;
  readonly channel: number;
  readonly store: number;
  readonly storeGroups: readonly number[];
  readonly country: number | null;
  readonly region: number | null;
  readonly paymentMethod: number | null;
  readonly postcode: readonly number[] | null;
  readonly metadata: readonly AttributeView[];
  readonly variants: readonly AttributeView[];
  readonly segments: readonly number[];
  readonly customerAttributes: readonly AttributeView[];
  readonly customerGroup: number | null;
  readonly tier: number | null;
  readonly lifecycle: number | null;
  readonly subscription: SubscriptionView | null | undefined;
  readonly behaviour: readonly AttributeView[] | null;
  readonly runs: readonly ContentRun[];
  readonly all: ItemRuns;
  readonly quantities: readonly number[];
  readonly methods: readonly number[];
  readonly chargeSellers: readonly number[];
  /** Index in the facts of the line at each place. */
  readonly lineIndexes: readonly number[];
  /** Indexes in the facts of the gift lines, in unit order. */
  readonly giftIndexes: readonly number[];
  low = 0;
  high = 0;
  /** Those of the promotion that is judged or applied; at first the company's. */
  policies: Policies;
  reduced = 0;
  codeCounts = false;
  /** Cleared to ask what holds without a first order (CND-18). */
  firstOrderCounts = true;
  current: CurrentAmounts | null = null;
  supposed: Supposed | null = null;
  #whole: WholeSums | null = null;
  /** By what is excluded as reduced. */
  readonly #openUnits: (LineUnits | undefined)[] = [];
  #lines: LineJudge | null = null;

  /** `catalogs` has the catalogue price of each line in the order of the facts; null: as they are there. */
  constructor(plan: Plan, facts: CartFacts, atMs: number, catalogs: readonly number[] | null = null) {
    const { texts } = plan;
    const { customer } = facts;
    this.facts = facts;
    this.atMs = atMs;
    this.policies = plan.policies;
    this.currency = texts.find(facts.currency);
    this.channel = texts.find(facts.channel);
    this.store = texts.find(facts.store);
    this.storeGroups = findMentioned(texts, facts.store_groups);
    this.country = findUnlessUnknown(texts, facts.country);
    this.region = findUnlessUnknown(texts, facts.region);
    this.paymentMethod = findUnlessUnknown(texts, facts.payment_method);
    this.postcode = facts.postcode === null ? null : findBeginnings(texts, facts.postcode);
    this.metadata = attributeViews(texts, facts.metadata);
    this.variants = attributeViews(texts, facts.variants);
    this.segments = findMentioned(texts, customer.segments);
    this.customerAttributes = attributeViews(texts, customer.attributes);
    this.customerGroup = findFact(texts, customer.group);
    this.tier = findFact(texts, customer.tier);
    this.lifecycle = findFact(texts, customer.lifecycle);
    this.subscription = subscriptionView(texts, customer.subscription);
    this.behaviour = customer.behaviour === undefined ? null : attributeViews(texts, customer.behaviour);
    this.methods = facts.shipping.map((charge) => texts.find(charge.method));
    this.chargeSellers = facts.shipping.map(({ seller }) => findOrNone(texts, seller));
    const contents = new Contents(facts.lines, catalogs);
    this.lineIndexes = contents.unitOrder();
    this.giftIndexes = contents.giftOrder();
    this.quantities = this.lineIndexes.map((index) => facts.lines[index]?.quantity ?? 0);
    this.runs = contents.runs(plan, this.lineIndexes);
    const every = this.runs.map((_, index) => index);
    this.all = { sure: every, possible: every };
  }

  /** CND-8, POL-4. */
  get orderNumber(): number | null {
    const count = this.facts.customer.order_count;
    if (count !== null) return count + 1;
    return this.policies.guest_first_order === "counts_as_first" ? 1 : null;
  }

  get firstOrder(): boolean {
    return this.firstOrderCounts && this.orderNumber === 1;
  }

  get whole(): WholeSums {
    this.#whole ??= wholeSums(this.runs);
    return this.#whole;
  }

  get openUnits(): LineUnits {
    const known = this.#openUnits[this.reduced];
    if (known !== undefined) return known;
    const made = wholeUnits(this, this.all.sure);
    this.#openUnits[this.reduced] = made;
    return made;
  }

  itemRuns(program: Program, at: number, end: number): ItemRuns {
    this.#lines ??= new LineJudge(this);
    return this.#lines.runsOf(program, at, end);
  }
}

function wholeSums(runs: readonly ContentRun[]): WholeSums {
  const sum = { units: 0, list: 0, catalog: 0 };
  for (const { count, list, catalog } of runs) {
    sum.units += count;
    sum.list += count * list;
    sum.catalog += count * catalog;
  }
  return sum;
}
