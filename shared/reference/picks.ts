/** Orders of units by price (AWD-2), and which of them a pick takes (AWD-17). */
import type { Policies } from "../model/policies.ts";
import type { Pick } from "../rules/pick.ts";
import { grouped, type Scene, type Unit } from "./scene.ts";

/** Units given in unit order, by catalogue price; ties stay in unit order. */
export function cheapestFirst(scene: Scene, units: Unit[]): Unit[] {
  const { cheaper } = scene.steps;
  return [...units].sort((a, b) => {
    if (a.catalog === b.catalog) return 0;
    return cheaper(a.catalog, b.catalog) ? -1 : 1;
  });
}

export function dearestFirst(scene: Scene, units: Unit[]): Unit[] {
  const { cheaper } = scene.steps;
  return [...units].sort((a, b) => {
    if (a.catalog === b.catalog) return 0;
    return cheaper(a.catalog, b.catalog) ? 1 : -1;
  });
}

/** What a pick takes of the open units; of `at_most`, which looks at what earlier awards took, all. */
export function picked(scene: Scene, open: Unit[], pick: Pick | undefined): Unit[] {
  if (pick === undefined || pick.by === "at_most") return open;
  switch (pick.by) {
    case "cheapest":
      return inUnitOrder(cheapestFirst(scene, open).slice(0, pick.units));
    case "dearest":
      return inUnitOrder(dearestFirst(scene, open).slice(0, pick.units));
    case "pattern": {
      const ordered = pick.from === "cheapest" ? cheapestFirst(scene, open) : dearestFirst(scene, open);
      const repeats = pick.repeat_max ?? Infinity;
      const taken = ordered.filter((_, index) => {
        const size = pick.skip + pick.take;
        return index % size >= pick.skip && Math.floor(index / size) < repeats;
      });
      return firstOfEachRun(open, taken);
    }
  }
}

/** `at_most`, of the units that are present and have room, in unit order. */
export function pickedAtTurn(
  scene: Scene,
  present: Unit[],
  pick: Extract<Pick, { by: "at_most" }>,
  policies: Policies,
): Unit[] {
  if (pick.per === "line") {
    return grouped(present, ({ place }) => place).flatMap((run) => run.slice(0, pick.units));
  }
  const ordered = // POL-11
    policies.at_most_picks === "cheapest" ? cheapestFirst(scene, present) : dearestFirst(scene, present);
  return inUnitOrder(ordered.slice(0, pick.units));
}

export function inUnitOrder(units: Unit[]): Unit[] {
  return [...units].sort((a, b) => a.at - b.at);
}

/**
 * As many of each content run as were found, but the first of the run: equal units are not told apart by the order in which they were
 * gone through. `from` are the units that come before them in each run.
 */
export function firstOfEachRun(pool: Unit[], found: Iterable<Unit>, from: Iterable<Unit> = []): Unit[] {
  const before = countByPlace(from);
  const counts = countByPlace(found);
  return grouped(inUnitOrder(pool), ({ place }) => place).flatMap((run) => {
    const place = run[0]?.place ?? 0;
    const start = before.get(place) ?? 0;
    return run.slice(start, start + (counts.get(place) ?? 0));
  });
}

function countByPlace(units: Iterable<Unit>): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { place } of units) counts.set(place, (counts.get(place) ?? 0) + 1);
  return counts;
}
