/** What an award acts on: matching items, the whole order, or shipping charges. */
import * as z from "zod";
import { ExternalIdSchema } from "../model/identifier.ts";
import { LIMITS } from "../model/limits.ts";
import { STAGES, type Stage, type Target } from "./award-kind.ts";
import type { CartView } from "./cart-view.ts";
import { type IndexKey, type KeySource, oneOf, type Wording } from "./condition-kind.ts";
import { type LineCondition, LineConditionSchema } from "./line-condition.ts";
import { holdsText, type Program, type ProgramWriter, wordAt, writeTexts } from "./program.ts";
import { TRUE } from "./truth.ts";

export const TARGET_FIELDS = {
  on: z.enum(["items", "order", "shipping"]),
  /** Lines that an award on items takes; without it every discountable line. */
  items: LineConditionSchema.optional(),
  /** Shipping methods that an award on shipping takes; without it every charge. */
  methods: z.array(ExternalIdSchema).min(1).max(LIMITS.treeChildren).optional(),
};

interface Targeted {
  on: "items" | "order" | "shipping";
  items?: unknown;
  methods?: unknown;
}

/** Refuses selectors that the target does not have. */
export function targeted<T extends z.ZodRawShape & typeof TARGET_FIELDS>(shape: T) {
  return z
    .strictObject(shape)
    .refine((award) => goesWith(award as unknown as Targeted, "items", "items"), {
      path: ["items"],
      message: "goes with `on: items` only",
    })
    .refine((award) => goesWith(award as unknown as Targeted, "methods", "shipping"), {
      path: ["methods"],
      message: "goes with `on: shipping` only",
    });
}

function goesWith(award: Targeted, field: "items" | "methods", on: Targeted["on"]): boolean {
  return award[field] === undefined || award.on === on;
}

/** An award's target as its author wrote it. */
export interface AuthoredTarget {
  readonly on: Stage;
  readonly items?: LineCondition | undefined;
  readonly methods?: readonly string[] | undefined;
}

const ON_MASK = 3;
const HAS_SELECTOR = 4;

/** Writes a target as the last fields of a node: a word, then the line tree or the set of methods. */
export function writeTarget(out: ProgramWriter, target: AuthoredTarget): void {
  const selector = target.items ?? target.methods;
  out.word(STAGES.indexOf(target.on) | (selector === undefined ? 0 : HAS_SELECTOR));
  if (target.items !== undefined) out.lineTree(target.items);
  else if (target.methods !== undefined) writeTexts(out, target.methods);
}

/** The stage that a written target says. */
export function targetStage(program: Program, at: number): Stage {
  return STAGES[wordAt(program, at) & ON_MASK] ?? "shipping";
}

/** AWD-3: the units or charges of a written target. */
export function findTarget(program: Program, at: number, end: number, cart: CartView): Target {
  const selector = (wordAt(program, at) & HAS_SELECTOR) === 0 ? -1 : at + 1;
  if (targetStage(program, at) === "shipping") return chargesOf(program, selector, end, cart);
  const places: number[] = [];
  const counts: number[] = [];
  for (const run of cart.runs) {
    if (!run.discountable) continue;
    if (selector >= 0 && cart.itemTruth(program, selector, end, run) !== TRUE) continue;
    for (let place = run.from; place < run.to; place++) {
      places.push(place);
      counts.push(cart.quantities[place] ?? 0);
    }
  }
  return { places, counts, missing: places.length === 0 ? {} : null };
}

function chargesOf(program: Program, selector: number, end: number, cart: CartView): Target {
  const places: number[] = [];
  for (const [place, method] of cart.methods.entries()) {
    if (selector < 0 || holdsText(program, selector, end, method)) places.push(place);
  }
  return { places, counts: places.map(() => 1), missing: places.length === 0 ? {} : null };
}

/** Keys of an award on items that names them. */
export function targetKeys(target: AuthoredTarget, source: KeySource): readonly IndexKey[] | null {
  return target.items === undefined ? null : source.ofItems(target.items);
}

/** "articles for which …", "the order", "shipping by …". */
export function targetSentence(target: AuthoredTarget, wording: Wording): string {
  if (target.on === "order") return "the order";
  if (target.on === "items") {
    return target.items === undefined ? "all articles" : `articles for which ${wording.items(target.items)}`;
  }
  return target.methods === undefined ? "shipping" : `shipping by ${oneOf(target.methods)}`;
}
