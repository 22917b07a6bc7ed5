/**
 * Gifts (AWD-27): what is earned, which units of gift lines are given for nothing, and what can still be added. Gift lines stand in no
 * content run; they are told by their index in the facts.
 */
import type { CartFacts, LineFacts } from "../model/cart-facts.ts";
import type { Gift } from "../model/decision.ts";
import type { EarnedGift } from "../rules/award-kind.ts";
import type { PreparedCart } from "./prepared-cart.ts";

/** A gift of one cart: what is earned, and whether anything is given at all. */
export interface OfferedGift extends EarnedGift {
  readonly isGiven: boolean;
  /** Choices that are not out of stock. */
  readonly inStock: readonly string[];
}

/** What a cart makes of an earned gift: it is held back if it was declined, or if no choice can be had. */
export function offeredGift({ facts }: PreparedCart, promotion: string, earned: EarnedGift): OfferedGift {
  const inStock = earned.choices.filter((sku) => !isOutOfStock(facts, sku));
  const isToBeHad = inStock.length > 0 || facts.lines.some(({ sku }) => earned.choices.includes(sku));
  const isGiven = earned.units > 0 && isToBeHad && !facts.declined_gifts.includes(promotion);
  return { ...earned, isGiven, inStock };
}

function isOutOfStock({ offers }: CartFacts, sku: string): boolean {
  const stock = offers.find((offer) => offer.sku === sku)?.stock ?? null;
  return stock !== null && stock < 1;
}

/** Units of one gift line that are given. */
export interface GivenUnits {
  readonly promotion: number;
  readonly count: number;
}

/** What the gifts of one application came to. */
export interface GivenGifts {
  /** By the index of the line in the facts. */
  readonly given: ReadonlyMap<number, GivenUnits>;
  /** What can still be added, in the order of application. */
  readonly open: readonly Gift[];
}

export const NO_GIFTS: GivenGifts = { given: new Map(), open: [] };

/** Gives the gifts of one application, award by award. */
export class Giving implements GivenGifts {
  readonly given = new Map<number, GivenUnits>();
  readonly open: Gift[] = [];
  readonly #cart: PreparedCart;
  /** Units of each line that stand for a gift, given or not. */
  readonly #used = new Map<number, number>();

  constructor(cart: PreparedCart) {
    this.#cart = cart;
  }

  /** Gives what one award earned while list prices fit into what is left of a grant; answers the sum of those prices. */
  give(promotion: number, id: string, gift: OfferedGift, grantLeft: number): number {
    let units = gift.units;
    let sum = 0;
    let isGiving = true;
    for (const [index, line] of this.#linesOf(id, gift)) {
      const used = this.#used.get(index) ?? 0;
      const found = Math.min(units, line.quantity - used);
      const fitting = line.list === 0 ? found : Math.min(found, Math.floor((grantLeft - sum) / line.list));
      const count = isGiving ? fitting : 0;
      isGiving &&= fitting === found;
      this.#used.set(index, used + found);
      units -= found;
      sum += count * line.list;
      if (count > 0) {
        const before = this.given.get(index)?.count ?? 0;
        this.given.set(index, { promotion, count: before + count });
      }
    }
    if (units > 0 && gift.inStock.length > 0) {
      this.open.push({ promotion: id, units, choices: [...gift.inStock] });
    }
    return sum;
  }

  /** Gift lines of a promotion that one of its awards may give, in unit order. */
  *#linesOf(id: string, { choices }: EarnedGift): Iterable<readonly [index: number, line: LineFacts]> {
    for (const index of this.#cart.giftIndexes) {
      const line = this.#cart.facts.lines[index];
      if (line !== undefined && line.gift_of === id && choices.includes(line.sku)) yield [index, line];
    }
  }
}
