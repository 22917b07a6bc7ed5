/**
 * The slices of one application: of each line and charge the first, and those that are there when an award's turn comes (AWD-3). Awards on
 * the whole order follow one another, so the list of all open units is kept and only made again once something else split its slices.
 */
import type { Target, UnitRange } from "../rules/award-kind.ts";
import { newSlice, runOfCharge, type Slice, splitAfter } from "../rules/slice.ts";
import type { PreparedCart } from "./prepared-cart.ts";

/** Units or charges that a promotion won in a lane `best_each`: half-open pairs of unit indexes by place. */
export type Won = ReadonlyMap<number, readonly (readonly [from: number, to: number])[]>;

export class PresentSlices {
  /** First slice of each line, in unit order. */
  readonly goods: readonly Slice[];
  readonly charges: readonly Slice[];
  readonly #cart: PreparedCart;
  /** Where slices are collected: a list that is copied once at its very length leaves less behind than one that grows. */
  readonly #found: Slice[] = [];
  #hasClosed = false;
  /** Places of the list that is kept; null: there is none. */
  #keptPlaces: readonly number[] | null = null;
  #kept: readonly Slice[] = [];
  #keptUnits = 0;

  constructor(cart: PreparedCart) {
    this.#cart = cart;
    this.goods = goodsOf(cart);
    this.charges = chargesOf(cart);
  }

  /** Slices of a target, or of what was won of it, that are not closed; without those that an earlier promotion reduced if these are excluded. */
  of(target: Target, won: Won | null, isOfCharges: boolean, excludesReduced: boolean): readonly Slice[] {
    const slices = won === null ? this.ofTarget(target) : this.#ofWon(won, isOfCharges);
    if (!excludesReduced && !this.#hasClosed) return slices;
    return slices.filter((slice) => !slice.isClosed && !(excludesReduced && isReducedBefore(slice)));
  }

  /** All slices of a target. */
  ofTarget({ places, counts, charges }: Target): readonly Slice[] {
    const isWhole = places === this.#cart.openUnits.places && charges.length === 0;
    if (isWhole && places === this.#keptPlaces && unitsIn(this.#kept) === this.#keptUnits) return this.#kept;
    const found = this.#found;
    let length = 0;
    for (let index = 0; index < places.length; index++) {
      length = collect(this.goods[places[index] ?? 0], 0, counts[index] ?? 0, found, length);
    }
    for (const place of charges) length = collect(this.charges[place], 0, 1, found, length);
    const slices = found.slice(0, length);
    if (isWhole) {
      this.#keptPlaces = places;
      this.#kept = slices;
      this.#keptUnits = unitsIn(slices);
    }
    return slices;
  }

  #ofWon(won: Won, isOfCharges: boolean): readonly Slice[] {
    const heads = isOfCharges ? this.charges : this.goods;
    let length = 0;
    for (const [place, ranges] of won) {
      for (const [from, to] of ranges) length = collect(heads[place], from, to, this.#found, length);
    }
    return this.#found.slice(0, length);
  }

  /** An award made these of slices that it was given. */
  split(given: readonly Slice[], made: readonly Slice[]): void {
    if (given === this.#kept) this.#kept = made;
  }

  /** AWD-18. */
  close(ranges: readonly UnitRange[]): void {
    let length = 0;
    for (const { place, from, to } of ranges)
      length = collect(this.goods[place], from, to, this.#found, length);
    for (const slice of this.#found.slice(0, length)) slice.isClosed = true;
    this.#hasClosed ||= length > 0;
  }
}

function goodsOf({ runs, quantities }: PreparedCart): Slice[] {
  const goods: Slice[] = [];
  for (const [index, run] of runs.entries()) {
    for (let place = run.from; place < run.to; place++) {
      goods.push(newSlice(place, index, quantities[place] ?? 0, run));
    }
  }
  return goods;
}

function chargesOf({ facts }: PreparedCart): Slice[] {
  return facts.shipping.map(({ amount }, place) => {
    return newSlice(place, runOfCharge(place), 1, { list: amount, catalog: amount, floor: 0 });
  });
}

function unitsIn(slices: readonly Slice[]): number {
  let units = 0;
  for (const { count } of slices) units += count;
  return units;
}

/** Puts slices of some units of a line into a list from a place on, split where those begin or end inside one; answers the place after them. */
function collect(head: Slice | undefined, from: number, to: number, into: Slice[], at: number): number {
  let next = at;
  for (let slice = head ?? null; slice !== null && slice.start < to; slice = slice.next) {
    if (slice.start + slice.count <= from) continue;
    if (slice.start < from) slice = splitAfter(slice, from - slice.start);
    if (slice.start + slice.count > to) splitAfter(slice, to - slice.start);
    into[next] = slice;
    next++;
  }
  return next;
}

/** Whether an earlier promotion took something off a unit of a line. */
export function hasReduced(head: Slice | undefined): boolean {
  for (let slice = head ?? null; slice !== null; slice = slice.next) if (isReducedBefore(slice)) return true;
  return false;
}

/** AWD-24: whether an earlier promotion took something off units; a charge is never excluded for it. */
export function isReducedBefore({ run, current, prices }: Slice): boolean {
  return run >= 0 && current < prices.catalog;
}
