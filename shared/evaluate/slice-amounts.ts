/** What units and charges cost at one moment of an application (CND-24), summed from its slices. */
import type { CurrentAmounts } from "../rules/cart-view.ts";
import { currentSum, type Slice } from "../rules/slice.ts";
import type { PreparedCart } from "./prepared-cart.ts";

export class SliceAmounts implements CurrentAmounts {
  readonly #cart: PreparedCart;
  readonly #goods: readonly Slice[];
  readonly #charges: readonly Slice[];

  constructor(cart: PreparedCart, goods: readonly Slice[], charges: readonly Slice[]) {
    this.#cart = cart;
    this.#goods = goods;
    this.#charges = charges;
  }

  ofRun(run: number): number {
    const { from = 0, to = 0 } = this.#cart.runs[run] ?? {};
    let sum = 0;
    for (let place = from; place < to; place++) sum += sumFrom(this.#goods[place]);
    return sum;
  }

  charges(): number {
    return currentSum(this.#charges);
  }
}

/** What all units of a line cost now. */
function sumFrom(head: Slice | undefined): number {
  let sum = 0;
  for (let slice = head ?? null; slice !== null; slice = slice.next) sum += slice.current * slice.count;
  return sum;
}
