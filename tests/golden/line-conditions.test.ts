/** Conditions on one line: variants and parents, categories, exclusions, facts that are missing. */
import type { LineCondition } from "../../shared/rules/line-condition.ts";
import { golden, line, type Row } from "./golden.ts";

const drinks: LineCondition = { kind: "category", any_of: ["drinks"] };

const shirt = {
  sku: "shirt-red-m",
  product: "shirt",
  categories: ["clothes", "men", "shirts"],
  brand: "acme",
  tags: ["new"],
  attributes: { size: 40, color: "red" },
};

function onLine(
  title: string,
  items: LineCondition,
  facts: Parameters<typeof line>[2],
  isTarget: boolean,
): Row {
  return {
    title,
    promotions: [{ awards: [{ kind: "percent", on: "items", rate_bps: 1000, items }] }],
    cart: { lines: [line("l", 1000, facts)] },
    expected: { saved: isTarget ? 100 : 0 },
  };
}

golden("line conditions", [
  onLine("[CND-12] the sku of a variant", { kind: "sku", any_of: ["shirt-red-m"] }, shirt, true),
  onLine("[CND-12] the parent is no sku", { kind: "sku", any_of: ["shirt"] }, shirt, false),
  onLine("[CND-12] the parent reaches its variants", { kind: "product", any_of: ["shirt"] }, shirt, true),
  onLine("[CND-12] a variant is no parent", { kind: "product", any_of: ["shirt-red-m"] }, shirt, false),
  onLine("[CND-12] a category reaches its sub-tree", { kind: "category", any_of: ["clothes"] }, shirt, true),
  onLine("[CND-12] another category", { kind: "category", any_of: ["women"] }, shirt, false),
  onLine("[CND-12] unknown categories under not", { kind: "not", of: drinks }, {}, false),
  onLine("[CND-12] no categories under not", { kind: "not", of: drinks }, { categories: [] }, true),
  onLine("[CND-12] a tag", { kind: "tag", any_of: ["old", "new"] }, shirt, true),
  onLine("[CND-12] unknown tags under not", { kind: "not", of: { kind: "tag", any_of: ["new"] } }, {}, false),
  onLine(
    "[CND-12] an exclusion wins",
    {
      kind: "all",
      of: [
        { kind: "category", any_of: ["clothes"] },
        { kind: "not", of: { kind: "product", any_of: ["shirt"] } },
      ],
    },
    shirt,
    false,
  ),
  onLine("[CND-13] a brand", { kind: "brand", any_of: ["acme"] }, shirt, true),
  onLine(
    "[CND-13] no brand under not",
    { kind: "not", of: { kind: "brand", any_of: ["acme"] } },
    { brand: null },
    true,
  ),
  onLine(
    "[CND-13] an unknown brand under not",
    { kind: "not", of: { kind: "brand", any_of: ["acme"] } },
    {},
    false,
  ),
  onLine(
    "[CND-13] an attribute within bounds",
    { kind: "attribute", name: "size", at_least: 40, at_most: 42 },
    shirt,
    true,
  ),
  onLine(
    "[CND-13] an attribute of the list",
    { kind: "attribute", name: "color", any_of: ["red"] },
    shirt,
    true,
  ),
  onLine(
    "[CND-13] unknown attributes under not",
    { kind: "not", of: { kind: "attribute", name: "color", any_of: ["red"] } },
    {},
    false,
  ),
  onLine(
    "[CND-13] an unknown name under not",
    {
      kind: "not",
      of: { kind: "attribute", name: "fit", any_of: ["slim"] },
    },
    shirt,
    false,
  ),
  onLine("[CND-14] on sale", { kind: "on_sale" }, { list: 1001 }, true),
  onLine("[CND-14] at its list price", { kind: "on_sale" }, {}, false),
  onLine(
    "[CND-14] a price band of the catalogue price",
    { kind: "unit_price", basis: "catalog", at_least: { USD: 1000 } },
    {},
    true,
  ),
  onLine(
    "[CND-14] a price band of the list price",
    { kind: "unit_price", basis: "list", above: { USD: 1000 } },
    { list: 1001 },
    true,
  ),
  onLine(
    "[CND-14] below the band",
    { kind: "unit_price", basis: "catalog", above: { USD: 1000 } },
    {},
    false,
  ),
]);
