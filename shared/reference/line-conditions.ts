/** Conditions on one line (CND-12 to 14), and the test of an attribute's value that customers' attributes share (CND-7). */
import type { AttributeValue } from "../model/attribute.ts";
import type { LineFacts } from "../model/cart-facts.ts";
import type { LineCondition, LineLeaf } from "../rules/line-condition.ts";
import { amountIn } from "./scene.ts";
import type { Steps } from "./steps.ts";
import { allOf, judgeTree, type Truth } from "./truth.ts";

/** CND-2: a line matches only if the tree ends true. Without a tree every line does. */
export function lineMatches(
  tree: LineCondition | undefined,
  line: LineFacts,
  currency: string,
  steps: Steps,
): boolean {
  return judgeLine(tree, line, currency, steps) === true;
}

export function judgeLine(
  tree: LineCondition | undefined,
  line: LineFacts,
  currency: string,
  steps: Steps,
): Truth {
  if (tree === undefined) return true;
  return judgeTree<LineLeaf>(tree, (leaf) => judgeLeaf(leaf, line, currency, steps));
}

function judgeLeaf(leaf: LineLeaf, line: LineFacts, currency: string, steps: Steps): Truth {
  switch (leaf.kind) {
    case "sku": // CND-12
      return leaf.any_of.includes(line.sku);
    case "product":
      return leaf.any_of.includes(line.product);
    case "category":
      return line.categories === undefined ? "unknown" : meets(leaf.any_of, line.categories);
    case "tag":
      return line.tags === undefined ? "unknown" : meets(leaf.any_of, line.tags);
    case "brand": // CND-13
      if (line.brand === undefined) return "unknown";
      return line.brand === null ? false : leaf.any_of.includes(line.brand);
    case "attribute":
      return judgeAttribute(leaf, line.attributes, steps);
    case "on_sale": // CND-14
      return line.catalog < line.list;
    case "unit_price": {
      const price = line[leaf.basis];
      return isWithin(
        price,
        {
          at_least: amountIn(leaf.at_least, currency),
          above: amountIn(leaf.above, currency),
          at_most: amountIn(leaf.at_most, currency),
          below: amountIn(leaf.below, currency),
        },
        steps,
      );
    }
  }
}

export function meets(list: string[], has: string[]): boolean {
  return has.some((one) => list.includes(one));
}

interface AttributeTest {
  name: string;
  any_of?: AttributeValue[] | undefined;
  at_least?: number | undefined;
  above?: number | undefined;
  at_most?: number | undefined;
  below?: number | undefined;
}

/** CND-7, CND-13: unknown without a value of the name; equal in type and value, or a number within bounds. */
export function judgeAttribute(
  test: AttributeTest,
  attributes: Record<string, AttributeValue> | undefined,
  steps: Steps,
): Truth {
  if (attributes === undefined || !Object.hasOwn(attributes, test.name)) return "unknown";
  const value = attributes[test.name];
  if (value === undefined) return "unknown";
  if (test.any_of !== undefined) return test.any_of.some((one) => one === value);
  if (typeof value !== "number") return false;
  return isWithin(value, test, steps);
}

interface Bounds {
  at_least?: number | null | undefined;
  above?: number | null | undefined;
  at_most?: number | null | undefined;
  below?: number | null | undefined;
}

function isWithin(value: number, bounds: Bounds, steps: Steps): boolean {
  return judgeRange({ low: value, high: value }, bounds, steps) === true;
}

/** CND-4: a value that lies somewhere from `low` to `high` against its bounds. */
export function judgeRange(range: { low: number; high: number }, bounds: Bounds, steps: Steps): Truth {
  return allOf([judgeLowerBound(range, bounds, steps), judgeUpperBound(range, bounds, steps)]);
}

export function judgeLowerBound(
  { low, high }: { low: number; high: number },
  { at_least, above }: Bounds,
  { reaches }: Steps,
): Truth {
  if (isSet(at_least)) return certain(reaches(low, at_least), !reaches(high, at_least));
  if (isSet(above)) return certain(!reaches(above, low), reaches(above, high));
  return true;
}

export function judgeUpperBound(
  { low, high }: { low: number; high: number },
  { at_most, below }: Bounds,
  { reaches }: Steps,
): Truth {
  if (isSet(at_most)) return certain(reaches(at_most, high), !reaches(at_most, low));
  if (isSet(below)) return certain(!reaches(high, below), reaches(low, below));
  return true;
}

function isSet(bound: number | null | undefined): bound is number {
  return bound !== undefined && bound !== null;
}

function certain(surelyTrue: boolean, surelyFalse: boolean): Truth {
  if (surelyTrue) return true;
  return surelyFalse ? false : "unknown";
}
