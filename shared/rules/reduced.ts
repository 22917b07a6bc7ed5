/** Units that promotions may leave alone because they already cost less (AWD-24), as bits of a set of senses. */
import type { ContentRun } from "./cart-view.ts";
import type { Reduced } from "./promotion.ts";

/** The shop sent its price, and it is below the list price. */
export const REDUCED_BY_PRICE = 1;
/** A catalogue promotion lowered it. */
export const REDUCED_BY_CATALOGUE = 2;
/** A promotion that was applied before took something off. */
export const REDUCED_BEFORE = 4;

const BITS: Readonly<Record<Reduced, number>> = {
  price: REDUCED_BY_PRICE,
  catalogue_promotion: REDUCED_BY_CATALOGUE,
  earlier_promotion: REDUCED_BEFORE,
};

/** The set of senses that a promotion excludes; part of the blob format. */
export function reducedBits(senses: readonly Reduced[] | undefined): number {
  return (senses ?? []).reduce((bits, sense) => bits | BITS[sense], 0);
}

/** Whether a content run is excluded by how it came into the cart. */
export function isExcluded({ sentPrice, catalog, list }: ContentRun, bits: number): boolean {
  return catalog < list && (bits & (sentPrice ? REDUCED_BY_PRICE : REDUCED_BY_CATALOGUE)) !== 0;
}
