/**
 * Which of the open units an award on items takes: the cheapest or dearest so many, a pattern that repeats, or at most so many. The first
 * three are made by the catalogue price alone; "at most" is made at the award's turn and passes over units that have nothing left (AWD-17).
 */
import * as z from "zod";
import { ordinalText } from "../model/figure-text.ts";
import type { ByLanguage } from "../model/language.ts";
import { LIMITS } from "../model/limits.ts";
import type { Policies } from "../model/policies.ts";
import type { ContentRun } from "./cart-view.ts";
import type { LineCondition } from "./line-condition.ts";
import { type Program, type ProgramWriter, wordAt } from "./program.ts";
import { byRun, groupedBy, roomOf, type Slice, splitAfter } from "./slice.ts";
import type { Wording } from "./wording.ts";

const Units = z.int().min(1).max(LIMITS.lineQuantity);

export const PickSchema = z.discriminatedUnion("by", [
  z.strictObject({ by: z.literal("cheapest"), units: Units }),
  z.strictObject({ by: z.literal("dearest"), units: Units }),
  /** Skip some, take some, again and again: every third is skip 2, take 1. */
  z.strictObject({
    by: z.literal("pattern"),
    skip: z.int().min(0).max(1_000),
    take: z.int().min(1).max(1_000),
    repeat_max: Units.optional(),
    from: z.enum(["cheapest", "dearest"]),
  }),
  z.strictObject({ by: z.literal("at_most"), units: Units, per: z.enum(["line", "order"]) }),
]);
export type Pick = z.infer<typeof PickSchema>;

/** A pick that waits for the award's turn. */
export interface AtMost {
  readonly units: number;
  readonly per: "line" | "order";
}

/** So many units of a content run, the first ones in unit order. */
export interface RunUnits {
  readonly run: ContentRun;
  readonly count: number;
}

const CHEAPEST = 0;
const DEAREST = 1;
const AT_MOST_LINE = 2;
const AT_MOST_ORDER = 3;
const UNBOUNDED = 0;

/** Words of a written pick. */
export const PICK_LENGTH = 4;

/** Fields: from which side or at most of what, skip, take, most repetitions. "Cheapest n" is a pattern that takes n once. */
export function writePick(out: ProgramWriter, pick: Pick): void {
  const from = pick.by === "pattern" ? pick.from : pick.by;
  if (from === "at_most") {
    out.word(pick.by === "at_most" && pick.per === "line" ? AT_MOST_LINE : AT_MOST_ORDER);
  } else {
    out.word(from === "cheapest" ? CHEAPEST : DEAREST);
  }
  out.word(pick.by === "pattern" ? pick.skip : 0);
  out.word(pick.by === "pattern" ? pick.take : pick.units);
  out.word(pick.by === "pattern" ? (pick.repeat_max ?? UNBOUNDED) : 1);
}

/** The pick at a place if it is one that waits for the award's turn. */
export function atMostAt(program: Program, at: number): AtMost | null {
  const by = wordAt(program, at);
  if (by !== AT_MOST_LINE && by !== AT_MOST_ORDER) return null;
  return { units: wordAt(program, at + 2), per: by === AT_MOST_LINE ? "line" : "order" };
}

/** AWD-17: what the pick at a place takes of open content runs, which come in unit order. */
export function pickUnits(program: Program, at: number, open: readonly ContentRun[]): RunUnits[] {
  const skip = wordAt(program, at + 1);
  const take = wordAt(program, at + 2);
  const most = wordAt(program, at + 3);
  /** How many of so many first units are taken. */
  const takenOf = (units: number) => {
    const repeats = Math.floor(units / Math.max(1, skip + take));
    if (most !== UNBOUNDED && repeats >= most) return most * take;
    return repeats * take + Math.max(0, units - repeats * (skip + take) - skip);
  };
  const picked: RunUnits[] = [];
  let before = 0;
  for (const run of inPriceOrder(open, wordAt(program, at) === CHEAPEST)) {
    const count = takenOf(before + run.count) - takenOf(before);
    if (count > 0) picked.push({ run, count });
    before += run.count;
  }
  return picked;
}

/** Cheapest or dearest first by the catalogue price; runs come in unit order, and sorting keeps it among equals (AWD-2). */
export function inPriceOrder(runs: readonly ContentRun[], isCheapestFirst: boolean): ContentRun[] {
  return [...runs].sort((a, b) => (isCheapestFirst ? a.catalog - b.catalog : b.catalog - a.catalog));
}

/** AWD-17: the first so many of present units that have something left; in unit order again, split where the pick ends. */
export function pickAtMost(slices: readonly Slice[], { units, per }: AtMost, policies: Policies): Slice[] {
  const open = slices.filter((slice) => roomOf(slice) > 0);
  if (per === "line") return groupedBy(open, byRun).flatMap((run) => firstUnits(run, units));
  const sign = policies.at_most_picks === "cheapest" ? 1 : -1;
  const ordered = open.toSorted((a, b) => sign * (a.prices.catalog - b.prices.catalog));
  const picked = new Set(firstUnits(ordered, units));
  return open.filter((slice) => picked.has(slice));
}

function firstUnits(slices: readonly Slice[], units: number): Slice[] {
  const first: Slice[] = [];
  let left = units;
  for (const slice of slices) {
    if (left === 0) break;
    if (slice.count > left) splitAfter(slice, left);
    first.push(slice);
    left -= slice.count;
  }
  return first;
}

interface PickWords {
  /** `of` is what the articles must be like, " of brand acme" or nothing. */
  all(of: string): string;
  first(by: "cheapest" | "dearest", units: number, of: string): string;
  atMost(units: number, per: "line" | "order", of: string): string;
  /** The last `take` of every `length`; `most` is how often at most. */
  pattern(take: number, length: number, of: string, from: "cheapest" | "dearest", most: string): string;
}

const SIDES = {
  de: { cheapest: "günstigsten", dearest: "teuersten" },
  fr: { cheapest: "moins cher", dearest: "plus cher" },
} as const;

const PHRASES: ByLanguage<PickWords> = {
  en: {
    all: (of) => (of === "" ? "all articles" : `articles${of}`),
    first: (by, units, of) =>
      `the ${units === 1 ? "" : `${units} `}${by} article${units === 1 ? "" : "s"}${of}`,
    atMost: (units, per, of) =>
      per === "line"
        ? `at most ${units} of each article${of}`
        : `at most ${units} article${units === 1 ? "" : "s"}${of}`,
    pattern(take, length, of, from, most) {
      const which =
        take === 1
          ? `every ${ordinalText(length, "en")} article`
          : `the last ${take} of every ${length} articles`;
      return `${which}${of} (counted from the ${from}${most})`;
    },
  },
  de: {
    all: (of) => (of === "" ? "alle Artikel" : `Artikel${of}`),
    first: (by, units, of) =>
      units === 1 ? `den ${SIDES.de[by]} Artikel${of}` : `die ${units} ${SIDES.de[by]} Artikel${of}`,
    atMost: (units, per, of) =>
      per === "line" ? `höchstens ${units} Stück jedes Artikels${of}` : `höchstens ${units} Artikel${of}`,
    pattern(take, length, of, from, most) {
      const which = take === 1 ? `jeden ${length}. Artikel` : `die letzten ${take} von je ${length} Artikeln`;
      return `${which}${of} (gezählt ab dem ${SIDES.de[from]}${most})`;
    },
  },
  fr: {
    all: (of) => (of === "" ? "tous les articles" : `les articles${of}`),
    first: (by, units, of) =>
      units === 1
        ? `l'article le ${SIDES.fr[by]}${of}`
        : `les ${units} articles les ${SIDES.fr[by].replace("cher", "chers")}${of}`,
    atMost: (units, per, of) =>
      per === "line"
        ? `au plus ${units} exemplaire${units === 1 ? "" : "s"} de chaque article${of}`
        : `au plus ${units} article${units === 1 ? "" : "s"}${of}`,
    pattern(take, length, of, from, most) {
      const which =
        take === 1
          ? `chaque ${ordinalText(length, "fr")} article${of}`
          : `les ${take} derniers articles${of} de chaque série de ${length}`;
      return `${which} (en partant du ${SIDES.fr[from]}${most})`;
    },
  },
};

/** "all articles", "the 2 cheapest articles of brand acme", "every 3rd article (counted from the cheapest)". */
export function pickPhrase(pick: Pick | undefined, items: LineCondition | undefined, say: Wording): string {
  const phrases = PHRASES[say.language];
  const of = say.items(items);
  if (pick === undefined) return phrases.all(of);
  if (pick.by === "at_most") return phrases.atMost(pick.units, pick.per, of);
  if (pick.by !== "pattern") return phrases.first(pick.by, pick.units, of);
  const { skip, take, from, repeat_max } = pick;
  return phrases.pattern(take, skip + take, of, from, say.repeated(repeat_max));
}
