/** Units put into places that take some of them: plain augmenting paths (AWD-23). */

/** Some equal places, and which things fit them. */
export interface Places<Thing> {
  count: number;
  takes: (thing: Thing) => boolean;
}

/** Takes a thing in if it and those taken in before fit into the places together. */
export function filling<Thing>(places: Places<Thing>[]): {
  add: (thing: Thing) => boolean;
  count: () => number;
} {
  const filled: Thing[][] = places.map(() => []);
  const put = (thing: Thing, tried: Set<number>): boolean => {
    for (const [index, { count, takes }] of places.entries()) {
      if (tried.has(index) || !takes(thing)) continue;
      tried.add(index);
      const there = filled[index] ?? [];
      if (there.length < count) {
        there.push(thing);
        return true;
      }
      const movable = there.findIndex((other) => put(other, tried));
      if (movable < 0) continue;
      there[movable] = thing;
      return true;
    }
    return false;
  };
  return {
    add: (thing) => put(thing, new Set()),
    count: () => filled.reduce((sum, there) => sum + there.length, 0),
  };
}
