/** What an award acts on: matching items and which of their units, the whole order, shipping charges, or order and shipping together. */
import * as z from "zod";
import { ExternalIdSchema } from "../model/identifier.ts";
import type { ByLanguage } from "../model/language.ts";
import { LIMITS } from "../model/limits.ts";
import { NO_TARGET, type Stage, type Target } from "./award-kind.ts";
import type { CartView, ContentRun, LineUnits } from "./cart-view.ts";
import { type IndexKey, type KeySource, type LineTree, lineTreeAt } from "./condition-kind.ts";
import { type LineCondition, LineConditionSchema } from "./line-condition.ts";
import {
  atMostAt,
  PICK_LENGTH,
  type Pick,
  PickSchema,
  pickPhrase,
  pickUnits,
  type RunUnits,
  writePick,
} from "./pick.ts";
import { holdsText, type Program, type ProgramWriter, textsLength, wordAt, writeTexts } from "./program.ts";
import { isExcluded } from "./reduced.ts";
import type { Wording } from "./wording.ts";

const ON = ["items", "order", "shipping", "order_and_shipping"] as const;
export type On = (typeof ON)[number];

export const TARGET_FIELDS = {
  on: z.enum(ON),
  /** Lines that an award on items takes; without it every discountable line. */
  items: LineConditionSchema.optional(),
  /** Shipping methods that an award on shipping takes; without it every charge. */
  methods: z.array(ExternalIdSchema).min(1).max(LIMITS.treeChildren).optional(),
  /** Sellers whose charges an award on shipping takes; lines are chosen by `items`. */
  sellers: z.array(ExternalIdSchema).min(1).max(LIMITS.treeChildren).optional(),
  /** Which of the matching units an award on items takes. */
  pick: PickSchema.optional(),
  /** The units that it took something off are closed to later awards. */
  closes_units: z.literal(true).optional(),
};

/** An award's target as its author wrote it. */
export interface AuthoredTarget {
  readonly on: On;
  readonly items?: LineCondition | undefined;
  readonly methods?: readonly string[] | undefined;
  readonly sellers?: readonly string[] | undefined;
  readonly pick?: Pick | undefined;
  readonly closes_units?: true | undefined;
}

const GOES_WITH = {
  items: ["items"],
  pick: ["items"],
  closes_units: ["items"],
  methods: ["shipping", "order_and_shipping"],
  sellers: ["shipping", "order_and_shipping"],
} as const;

/** Refuses selectors that the target does not have. */
export function targeted<T extends z.ZodRawShape & typeof TARGET_FIELDS>(shape: T) {
  return z.strictObject(shape).superRefine((award, context) => {
    const target = award as unknown as AuthoredTarget;
    for (const [field, targets] of Object.entries(GOES_WITH)) {
      if (target[field as keyof AuthoredTarget] === undefined) continue;
      if ((targets as readonly string[]).includes(target.on)) continue;
      const message = `goes with ${targets.map((on) => `\`on: ${on}\``).join(" or ")} only`;
      context.addIssue({ code: "custom", path: [field], message });
    }
  });
}

/** SEL-3. */
export function stageOf({ on }: AuthoredTarget): Stage {
  return on === "order_and_shipping" ? "shipping" : on;
}

export function closesUnits({ closes_units }: { readonly closes_units?: true | undefined }): boolean {
  return closes_units === true;
}

/** SEL-20, SEL-21: whether units are picked at the award's turn. */
export function picksAtMost({ pick }: AuthoredTarget): boolean {
  return pick?.by === "at_most";
}

const ON_MASK = 3;
const HAS_PICK = 4;
const HAS_METHODS = 8;
const HAS_SELLERS = 16;
const HAS_ITEMS = 32;

/** Writes a target as the last fields of a node: a word, then pick, methods, sellers and line tree, each if it is there. */
export function writeTarget(out: ProgramWriter, target: AuthoredTarget): void {
  const { on, pick, methods, sellers, items } = target;
  out.word(
    ON.indexOf(on) |
      (pick === undefined ? 0 : HAS_PICK) |
      (methods === undefined ? 0 : HAS_METHODS) |
      (sellers === undefined ? 0 : HAS_SELLERS) |
      (items === undefined ? 0 : HAS_ITEMS),
  );
  if (pick !== undefined) writePick(out, pick);
  if (methods !== undefined) writeTexts(out, methods);
  if (sellers !== undefined) writeTexts(out, sellers);
  if (items !== undefined) out.lineTree(items);
}

/** What a written target is on. */
export function onAt(program: Program, at: number): On {
  return ON[wordAt(program, at) & ON_MASK] ?? "items";
}

/** Places of the parts of a written target; -1 for those that are not there. */
function partsAt(program: Program, at: number) {
  const flags = wordAt(program, at);
  const hasPick = (flags & HAS_PICK) !== 0;
  const hasMethods = (flags & HAS_METHODS) !== 0;
  const hasSellers = (flags & HAS_SELLERS) !== 0;
  const methods = at + 1 + (hasPick ? PICK_LENGTH : 0);
  const sellers = methods + (hasMethods ? textsLength(program, methods) : 0);
  const items = sellers + (hasSellers ? textsLength(program, sellers) : 0);
  return {
    pick: hasPick ? at + 1 : -1,
    methods: hasMethods ? methods : -1,
    sellers: hasSellers ? sellers : -1,
    items: (flags & HAS_ITEMS) === 0 ? -1 : items,
  };
}

/** AWD-3: the units and charges of a written target. */
export function findTarget(program: Program, at: number, end: number, cart: CartView): Target {
  const parts = partsAt(program, at);
  const on = onAt(program, at);
  const charges =
    on === "shipping" || on === "order_and_shipping" ? chargesOf(program, parts, end, cart) : [];
  const atMost = parts.pick < 0 ? null : atMostAt(program, parts.pick);
  const isPicked = parts.pick >= 0 && atMost === null;
  const units = on === "shipping" ? NO_UNITS : unitsOf(program, parts, end, cart, isPicked);
  return targetOf(units, charges, atMost);
}

const NO_UNITS: LineUnits = { places: [], counts: [] };

function unitsOf(
  program: Program,
  { pick, items }: ReturnType<typeof partsAt>,
  end: number,
  cart: CartView,
  isPicked: boolean,
): LineUnits {
  if (!isPicked)
    return items < 0 ? cart.openUnits : wholeUnits(cart, cart.itemRuns(program, items, end).sure);
  const { sure } = items < 0 ? cart.all : cart.itemRuns(program, items, end);
  return pickedUnits(cart, pickUnits(program, pick, openRuns(cart, sure)));
}

/** Place of the line tree of a written target; null without one. */
export function targetItems(program: Program, at: number): number | null {
  const { items } = partsAt(program, at);
  return items < 0 ? null : items;
}

/** Content runs, by their index, of which a written target would take units, were they open. */
export function fittingTarget(program: Program, at: number, end: number, cart: CartView): readonly number[] {
  if (onAt(program, at) === "shipping") return [];
  const items = targetItems(program, at);
  return (items === null ? cart.all : cart.itemRuns(program, items, end)).sure;
}

/** AWD-3: those of some content runs, given by their index, that may be rewarded. */
export function openRuns(cart: CartView, fitting: readonly number[]): ContentRun[] {
  return runsAt(cart, fitting).filter((run) => isOpen(cart, run));
}

/** The runs at some indexes. */
export function runsAt({ runs }: CartView, indexes: readonly number[]): ContentRun[] {
  const found: ContentRun[] = [];
  for (const index of indexes) {
    const run = runs[index];
    if (run !== undefined) found.push(run);
  }
  return found;
}

/** Whether units of a content run may be rewarded by the promotion at work, as far as it is not for what an award takes. */
export function isOpen(cart: CartView, run: ContentRun): boolean {
  return run.discountable && !isExcluded(run, cart.reduced);
}

/** All units of those of some content runs, given by their index, that may be rewarded. */
export function wholeUnits(cart: CartView, fitting: readonly number[]): LineUnits {
  const isOpenAt = (index: number) => {
    const run = cart.runs[index];
    return run !== undefined && isOpen(cart, run);
  };
  const open = fitting.every(isOpenAt) ? fitting : fitting.filter(isOpenAt);
  // Where every line is a run of its own, the indexes of runs are the places of lines.
  const places = cart.runs.length === cart.quantities.length ? open : placesOf(cart, open);
  return { places, counts: places.map((place) => cart.quantities[place] ?? 0) };
}

function placesOf({ runs }: CartView, indexes: readonly number[]): number[] {
  const places: number[] = [];
  for (const index of indexes) {
    const { from = 0, to = 0 } = runs[index] ?? {};
    for (let place = from; place < to; place++) places.push(place);
  }
  return places;
}

/** The first so many units of content runs, which may come in any order. */
function pickedUnits(cart: CartView, picked: readonly RunUnits[]): LineUnits {
  const places: number[] = [];
  const counts: number[] = [];
  for (const { run, count } of picked.toSorted((a, b) => a.run.from - b.run.from)) {
    let left = count;
    for (let place = run.from; place < run.to && left > 0; place++) {
      const units = Math.min(cart.quantities[place] ?? 0, left);
      places.push(place);
      counts.push(units);
      left -= units;
    }
  }
  return { places, counts };
}

/** A target of the first so many units of content runs, which may come in any order. */
export function unitTarget(cart: CartView, picked: readonly RunUnits[]): Target {
  return targetOf(pickedUnits(cart, picked), [], null);
}

function targetOf(
  { places, counts }: LineUnits,
  charges: readonly number[],
  atMost: Target["atMost"],
): Target {
  if (places.length === 0 && charges.length === 0) return NO_TARGET;
  return { places, counts, charges, missing: null, atMost, bought: [], times: 1 };
}

function chargesOf(
  program: Program,
  { methods, sellers }: { methods: number; sellers: number },
  end: number,
  cart: CartView,
): number[] {
  const places: number[] = [];
  for (const [place, method] of cart.methods.entries()) {
    if (methods >= 0 && !holdsText(program, methods, end, method)) continue;
    if (sellers >= 0 && !holdsText(program, sellers, end, cart.chargeSellers[place] ?? -1)) continue;
    places.push(place);
  }
  return places;
}

/** Keys of an award on items that names them. */
export function targetKeys(target: AuthoredTarget, source: KeySource): readonly IndexKey[] | null {
  return target.items === undefined ? null : source.ofItems(target.items);
}

export function targetTrees({ items }: AuthoredTarget): readonly LineTree[] {
  return lineTreeAt("items", items);
}

/** What an award says of the charges that it takes. */
interface Charged {
  readonly methods?: readonly string[] | undefined;
  readonly sellers?: readonly string[] | undefined;
}

interface TargetWords {
  readonly order: string;
  readonly shipping: string;
  /** What joins the two. */
  readonly and: string;
  /** Charges one by one. */
  readonly charges: string;
  readonly seller: string;
}

const PHRASES: ByLanguage<TargetWords> = {
  en: { order: "the order", shipping: "shipping", and: "and", charges: "each shipping charge", seller: "of" },
  de: {
    order: "die Bestellung",
    shipping: "den Versand",
    and: "und",
    charges: "jede Versandgebühr",
    seller: "des Verkäufers",
  },
  fr: {
    order: "la commande",
    shipping: "la livraison",
    and: "et",
    charges: "chacun des frais de livraison",
    seller: "du vendeur",
  },
};

/** "the order", "articles of brand acme", "shipping (post) of acme". */
export function targetPhrase(target: AuthoredTarget, say: Wording): string {
  const { order, shipping, and } = PHRASES[say.language];
  const { on, pick, items } = target;
  if (on === "items") return pickPhrase(pick, items, say);
  if (on === "order") return order;
  const charged = shipping + chargesSelected(target, say);
  return on === "shipping" ? charged : `${order} ${and} ${charged}`;
}

/** "each shipping charge (post) of acme". */
export function chargesPhrase(target: Charged, say: Wording): string {
  return PHRASES[say.language].charges + chargesSelected(target, say);
}

/** " (post) of acme", as it follows the shipping. */
export function chargesSelected({ methods, sellers }: Charged, say: Wording): string {
  const by = methods === undefined ? "" : ` (${say.oneOf(methods)})`;
  return sellers === undefined ? by : `${by} ${PHRASES[say.language].seller} ${say.oneOf(sellers)}`;
}
