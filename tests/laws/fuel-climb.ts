/** Looks for the case that asks most, by changing one thing at a time and keeping what asks more. */
import { Chance } from "../differential/chance.ts";
import { type Bounds, changed, randomShape, type Shape } from "./heavy-shape.ts";

export interface Climb<F> {
  readonly seed: number;
  readonly bounds: Bounds;
  /** What a shape comes to. */
  tryOut(shape: Shape): Promise<F> | F;
  scoreOf(found: F): number;
  /** Whether to go on. */
  hasTime(tries: number): boolean;
}

export interface Found<F> {
  readonly shape: Shape;
  readonly found: F;
}

/** Tries without a better one after which the search begins anew elsewhere. */
const PATIENCE = 30;

/** The worst that was found, and how many were tried. */
export async function climb<F>({ seed, bounds, tryOut, scoreOf, hasTime }: Climb<F>): Promise<{
  readonly worst: Found<F>;
  readonly tries: number;
}> {
  const chance = new Chance(seed);
  const find = async (shape: Shape) => ({ shape, found: await tryOut(shape) });
  let here = await find(randomShape(chance, bounds));
  let worst = here;
  let tries = 1;
  for (let idle = 0; hasTime(tries); tries += 1) {
    const isAnew = idle >= PATIENCE;
    const next = await find(isAnew ? randomShape(chance, bounds) : changed(here.shape, chance, bounds));
    const isBetter = isAnew || scoreOf(next.found) > scoreOf(here.found);
    idle = isBetter ? 0 : idle + 1;
    if (isBetter) here = next;
    if (scoreOf(here.found) > scoreOf(worst.found)) worst = here;
  }
  return { worst, tries };
}
