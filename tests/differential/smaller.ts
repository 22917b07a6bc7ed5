/** The ways in which a list or an object becomes smaller by one step. */

export function dropEach<T>(things: readonly T[]): T[][] {
  return things.map((_, index) => things.filter((_, other) => other !== index));
}

/** The list with one thing replaced by each of its smaller forms. */
export function changeEach<T>(things: readonly T[], smaller: (thing: T) => T[]): T[][] {
  return things.flatMap((thing, index) =>
    smaller(thing).map((other) => things.map((each, at) => (at === index ? other : each))),
  );
}

/** The object without one of its optional fields, for each that it has. */
export function withoutEach<T extends object, K extends keyof T>(thing: T, fields: readonly K[]): T[] {
  return fields
    .filter((field) => thing[field] !== undefined)
    .map((field) => {
      const { [field]: _, ...rest } = thing;
      return rest as T;
    });
}
