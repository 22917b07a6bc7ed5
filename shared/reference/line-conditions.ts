/** Conditions on one line (CND-12 to 14, CND-31), and the test of a named value that carts and customers share (CND-7). */
import type { AttributeValue } from "../model/attribute.ts";
import type { LineFacts } from "../model/cart-facts.ts";
import type { LineCondition, LineLeaf } from "../rules/line-condition.ts";
import { boundsIn, isWithin } from "./bounds.ts";
import type { Steps } from "./steps.ts";
import { judgeTree, type Truth } from "./truth.ts";

/** What a line is judged with beside its own facts. */
interface Around {
  facts: { currency: string };
  steps: Steps;
}

/** CND-2: a line matches only if the tree ends true. Without a tree every line does. */
export function lineMatches(around: Around, tree: LineCondition | undefined, line: LineFacts): boolean {
  return judgeLine(around, tree, line) === true;
}

export function judgeLine(around: Around, tree: LineCondition | undefined, line: LineFacts): Truth {
  if (tree === undefined) return true;
  return judgeTree<LineLeaf>(tree, (leaf) => judgeLeaf(around, leaf, line));
}

function judgeLeaf({ facts, steps }: Around, leaf: LineLeaf, line: LineFacts): Truth {
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
      return judgeNamed(leaf, line.attributes, steps);
    case "on_sale": // CND-14
      if (line.catalog >= line.list) return false;
      if (leaf.by === "price") return line.sent_price === true;
      return leaf.by === undefined || line.sent_price !== true;
    case "unit_price":
      return isWithin(line[leaf.basis], boundsIn(leaf, facts.currency), steps);
    case "seller": // CND-31
      return line.seller !== undefined && leaf.any_of.includes(line.seller);
    case "stock":
      return line.stock === undefined ? "unknown" : isWithin(line.stock, leaf, steps);
    case "line_metadata":
      return judgeNamed(leaf, line.metadata, steps);
  }
}

export function meets(list: string[], has: string[]): boolean {
  return has.some((one) => list.includes(one));
}

interface NamedTest {
  name: string;
  any_of?: AttributeValue[] | undefined;
  at_least?: number | undefined;
  above?: number | undefined;
  at_most?: number | undefined;
  below?: number | undefined;
}

/** CND-7: unknown without a value of the name; equal in type and value, or a number within bounds. */
export function judgeNamed(
  test: NamedTest,
  values: Record<string, AttributeValue> | undefined,
  steps: Steps,
): Truth {
  if (values === undefined || !Object.hasOwn(values, test.name)) return "unknown";
  const value = values[test.name];
  if (value === undefined) return "unknown";
  if (test.any_of !== undefined) return test.any_of.some((one) => one === value);
  if (typeof value !== "number") return false;
  return isWithin(value, test, steps);
}
