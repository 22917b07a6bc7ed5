/** Sets of units that fill the places of some components (AWD-23). */
import type { BundleAward } from "../rules/awards/bundle.ts";
import { filling, type Places } from "./filling.ts";
import { lineMatches } from "./line-conditions.ts";
import { cheapestFirst, dearestFirst, firstOfEachRun, inUnitOrder } from "./picks.ts";
import type { Scene, Unit } from "./scene.ts";
import { sumOf } from "./steps.ts";
import { minorIn } from "./tables.ts";
import type { Aim, Missing } from "./targets.ts";

/** `open` are the open units that match a component, in unit order. */
export function bundlesOf(scene: Scene, award: BundleAward, open: Unit[]): Aim {
  const ordered = award.pick === "cheapest" ? cheapestFirst(scene, open) : dearestFirst(scene, open);
  const fits = fitting(scene, award, open);
  const possible = mostBundles(award, ordered, fits);
  const bundles = award.pick === "best" ? bestNumber(scene, award, ordered, fits, possible) : possible;
  const needed = setOf(award, ordered, fits, bundles, false);
  const others = ordered.filter((unit) => !needed.includes(unit));
  const joined = setOf(award, others, fits, bundles, true);
  const takes = inUnitOrder([...needed, ...joined]);
  const missing = possible === 0 ? missingOf(award, ordered, fits) : ({ code: "items_missing" } as const);
  return {
    open,
    takes: firstOfEachRun(open, takes),
    bought: [],
    bundles,
    missing: takes.length === 0 ? missing : null,
  };
}

/** By component the units that fit its places. */
type Fits = Set<Unit>[];

function fitting(scene: Scene, award: BundleAward, open: Unit[]): Fits {
  return award.components.map(
    ({ items }) => new Set(open.filter(({ line }) => lineMatches(scene, items, line))),
  );
}

/** The places of n bundles: of the components that are optional, or of those that are not. */
function placesOf(award: BundleAward, fits: Fits, n: number, isOptional: boolean): Places<Unit>[] {
  return award.components.flatMap(({ units, optional }, index) => {
    if ((optional === true) !== isOptional) return [];
    return [{ count: n * units, takes: (unit: Unit) => fits[index]?.has(unit) === true }];
  });
}

/** The set of n: each unit that fits together with those taken before it. */
function setOf(award: BundleAward, ordered: Unit[], fits: Fits, n: number, isOptional: boolean): Unit[] {
  const { add } = filling(placesOf(award, fits, n, isOptional));
  return ordered.filter((unit) => add(unit));
}

/** The greatest n of which all places can be filled. */
function mostBundles(award: BundleAward, ordered: Unit[], fits: Fits): number {
  const size = placesInOne(award);
  let n = 0;
  while (n < (award.bundles_max ?? Infinity)) {
    if (setOf(award, ordered, fits, n + 1, false).length < (n + 1) * size) break;
    n += 1;
  }
  return n;
}

function placesInOne(award: BundleAward): number {
  return award.components.reduce((sum, { units, optional }) => sum + (optional === true ? 0 : units), 0);
}

/** `pick: best` with `prices`: the n that saves most by catalogue prices, the smallest of equals. */
function bestNumber(scene: Scene, award: BundleAward, ordered: Unit[], fits: Fits, possible: number): number {
  if (award.prices === undefined) return possible;
  const price = minorIn(award.prices, scene.facts.currency);
  let best = { n: 0, saves: 0n };
  for (let n = 1; n <= possible; n += 1) {
    const sum = sumOf(setOf(award, ordered, fits, n, false).map(({ catalog }) => catalog));
    const saves = sum - BigInt(n) * price;
    if (saves > best.saves) best = { n, saves };
  }
  return best.n;
}

function missingOf(award: BundleAward, ordered: Unit[], fits: Fits): Missing {
  for (const [index, { units, optional }] of award.components.entries()) {
    const have = fits[index]?.size ?? 0;
    if (optional !== true && have < units) return { code: "items_missing", need: units, have };
  }
  const have = setOf(award, ordered, fits, 1, false).length;
  return { code: "items_missing", need: placesInOne(award), have };
}
