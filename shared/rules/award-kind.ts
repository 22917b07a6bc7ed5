/**
 * What one kind of award declares: all that validation, compilation and application ask of it; its sentence stands beside it (wording.ts).
 * Nothing else switches on a kind's name. A kind takes money off, gives articles for nothing, or grants something when the order is committed; which award acts when, and on what it
 * won, is not its business (docs/spec/selection.md).
 */
import type * as z from "zod";
import type { Amounts } from "../model/amount.ts";
import type { Grant } from "../model/decision.ts";
import type { Policies } from "../model/policies.ts";
import type { CartView } from "./cart-view.ts";
import type { IndexKey, KeySource, LineTree } from "./condition-kind.ts";
import type { ExactWorth } from "./exact-worth.ts";
import type { Lack } from "./lack.ts";
import type { AtMost } from "./pick.ts";
import type { Program, ProgramWriter } from "./program.ts";
import type { RunBounds } from "./run-bounds.ts";
import type { Slice } from "./slice.ts";

/** In this order stages apply (SEL-3); part of the blob format. */
export const STAGES = ["items", "order", "shipping", "grant"] as const;
export type Stage = (typeof STAGES)[number];

/** At what an award competes in a lane `best_each` (SEL-7); part of the blob format. */
export const CONTESTS = ["none", "unit", "run", "order", "charge"] as const;
export type Contest = (typeof CONTESTS)[number];

/** What an award reads of what earlier ones took: nothing, its places, or the runs that it measures (SEL-20); part of the blob format. */
export const READS = ["none", "places", "measured"] as const;
export type Reads = (typeof READS)[number];

/** Why an award has nothing to act on (CND-23); its kind is named beside it. */
export interface Missing {
  readonly code: "items_missing" | "minimum_not_reached";
  readonly need?: number;
  readonly have?: number;
}

/** Consecutive units of one line, half-open. */
export interface UnitRange {
  readonly place: number;
  readonly from: number;
  readonly to: number;
}

/** Units and charges that an award acts on, judged by the cart as it came. Of a content run they are always its first units. */
export interface Target {
  /** Lines in unit order, ascending, and how many first units of each. */
  readonly places: readonly number[];
  readonly counts: readonly number[];
  /** Charges, ascending. */
  readonly charges: readonly number[];
  /** Null unless there is nothing to act on. */
  readonly missing: Missing | null;
  /** A pick that is made at the award's turn (AWD-17). */
  readonly atMost: AtMost | null;
  /** Units that are bought and not rewarded: they are closed too (AWD-18). */
  readonly bought: readonly UnitRange[];
  /** How often a bundle was found; 1 elsewhere. */
  readonly times: number;
}

/** A bound of what an award takes in any application, but for rounding: a share of what its places cost then, and an amount. */
export interface Most {
  /** Basis points; 10,000 where it is not a share of what is left. */
  readonly rateBps: number;
  /** Minor units; Infinity where only the share bounds it. */
  readonly amountMinor: number;
}

/** What an award meets at its turn. */
export interface Turn {
  /** Policies and amounts of the moment (`current`) are set. */
  readonly cart: CartView;
  readonly target: Target;
  /** Present units in unit order, then charges. */
  readonly slices: readonly Slice[];
  /** What the line cap leaves each content run; null without one (AWD-26). */
  readonly bounds: RunBounds | null;
}

/** What is found at one target of a contest: sums over its units, minor units (SEL-7). */
export interface Found {
  readonly current: number;
  readonly catalog: number;
  readonly list: number;
  /** How much may be taken there. */
  readonly room: number;
}

/** Bounds of what an award takes in any application, for searches (SEL-16); each holds alone. */
export interface Most {
  /** Share of what its units and charges cost then, basis points, before rounding. */
  readonly rateBps: number;
  /** Minor units; Infinity where only the share bounds it. Own caps aside. */
  readonly amountMinor: number;
}

interface DeclaredAward<A> {
  /** Number in compiled programs: never changed, never used again. */
  readonly opcode: number;
  readonly schema: z.ZodType;
  stage(award: A): Stage;
  contest(award: A): Contest;
  /** Whether its places hang together: what is taken at one changes what it takes at the others (SEL-21). */
  joins(award: A): boolean;
  reads(award: A, policies: Policies): Reads;
  /** Whether it closes its units (AWD-18). */
  closes(award: A): boolean;
  /** null: nothing in the cart tells beforehand that it has no target. */
  keys(award: A, source: KeySource): readonly IndexKey[] | null;
  /** Amount tables that must name the cart's currency (CND-17). */
  amounts(award: A): readonly Amounts[];
  lineTrees(award: A): readonly LineTree[];
  /** Writes the fields of its node. */
  write(award: A, out: ProgramWriter): void;
}

/** An award that takes money off. `at` is the first field of its node. */
export interface MoneyKind<A> extends DeclaredAward<A> {
  readonly does: "money";
  target(program: Program, at: number, end: number, cart: CartView): Target;
  /** Content runs, by their index, of which it could take units, were they open (AWD-3). */
  fitting(program: Program, at: number, end: number, cart: CartView): readonly number[];
  /** Content runs that it measures at its turn; asked of one that reads "measured". */
  measured(program: Program, at: number, end: number, cart: CartView): readonly number[];
  /** What its measure lacks at its turn; null where it is enough. */
  lacks(program: Program, at: number, end: number, cart: CartView): Missing | null;
  /** What its sets of units lack, by the cart as it came; null if it has some, or if adding units of one sort gives none (HNT-1). */
  missingSets?(program: Program, at: number, end: number, cart: CartView): Lack | null;
  /** What the next step of its table lacks at its turn; null after the last one (HNT-1). */
  nextStep?(program: Program, at: number, end: number, cart: CartView): Lack | null;
  /** Sets what is taken off each slice, before any cap; answers the slices, split where they had to be. */
  take(program: Program, at: number, end: number, turn: Turn): readonly Slice[];
  /** The most it takes in one order; Infinity without a cap. */
  cap(program: Program, at: number, end: number, cart: CartView): number;
  /** Its own cap is not among it. */
  /** Asked outside of applications, where what is left to pay is greatest. */
  most(program: Program, at: number, end: number, target: Target, cart: CartView): Most;
  /** Asked outside of applications, where what is left to pay is greatest. */
  most(program: Program, at: number, end: number, target: Target, cart: CartView): Most;
  /** Value at one target of its contest; asked of one that has a contest. */
  worth(program: Program, at: number, end: number, found: Found, cart: CartView): ExactWorth;
}

/** Articles that are given for nothing. */
export interface EarnedGift {
  readonly units: number;
  readonly choices: readonly string[];
  /** What one unit counts for when promotions are compared (AWD-29). */
  readonly worthMinor: number;
  readonly missing: Missing | null;
}

export interface GiftKind<A> extends DeclaredAward<A> {
  readonly does: "gift";
  gift(program: Program, at: number, end: number, cart: CartView): EarnedGift;
}

/** Something that is given when the order is committed. */
export interface GrantKind<A> extends DeclaredAward<A> {
  readonly does: "grant";
  /** Null: it comes to nothing. The cart's `current` has what is left to pay. */
  grant(program: Program, at: number, end: number, cart: CartView): Grant | null;
  /** What it counts for when promotions are compared, minor units (AWD-29). */
  worth(program: Program, at: number, end: number, cart: CartView): number;
}

export type AwardKind<A> = MoneyKind<A> | GiftKind<A> | GrantKind<A>;

/** Parts of an award that competes nowhere, reads nothing and has neither amounts nor line trees. */
export const PLAIN_AWARD: Pick<
  DeclaredAward<unknown>,
  "contest" | "joins" | "reads" | "closes" | "keys" | "amounts" | "lineTrees"
> = {
  contest: () => "none",
  joins: () => false,
  reads: () => "none",
  closes: () => false,
  keys: () => null,
  amounts: () => [],
  lineTrees: () => [],
};

/** Parts of an award that takes money off and neither measures nor competes. */
export const PLAIN_MONEY = {
  does: "money",
  measured: () => [],
  lacks: () => null,
  cap: uncapped,
  most: takesAll,
  worth: () => 0,
} as const;

/** A target without anything in it; a kind that finds something replaces what it found. */
export const NO_TARGET: Target = {
  places: [],
  counts: [],
  charges: [],
  missing: { code: "items_missing" },
  atMost: null,
  bought: [],
  times: 1,
};

/** An award that may take all that is there. */
function takesAll(): Most {
  return { rateBps: 10_000, amountMinor: Number.POSITIVE_INFINITY };
}

/** An award that has no cap. */
export function uncapped(): number {
  return Number.POSITIVE_INFINITY;
}

/** The table of what a grant or a gift counts for, if it has one (AWD-29). */
export function worthTables({ worth }: { readonly worth?: Amounts | undefined }): Amounts[] {
  return worth === undefined ? [] : [worth];
}
