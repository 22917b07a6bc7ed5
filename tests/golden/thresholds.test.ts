/** Thresholds on the sum and the number of units: both sides of every bound, and lines that nobody described. */
import type { Reason } from "../../shared/model/reason.ts";
import type { LineCondition } from "../../shared/rules/line-condition.ts";
import { met, subtotal, unmet } from "./condition-rows.ts";
import { charge, golden, line } from "./golden.ts";

const drinks: LineCondition = { kind: "category", any_of: ["drinks"] };
const shelf = { lines: [line("cola", 3000, { categories: ["drinks"] }), line("what", 2500)] };
const fifty = { USD: 5000 };

function worth(amount: number) {
  return { lines: [line("a", amount - 1000), line("b", 500, { quantity: 2 })], shipping: [charge(999)] };
}

const short = (have: number): Reason[] => [{ code: "minimum_not_reached", need: 5000, have, by: "subtotal" }];
const over = (have: number): Reason[] => [{ code: "maximum_exceeded", need: 5000, have, by: "subtotal" }];

golden("subtotal and quantity", [
  unmet(
    "[CND-4] at least 50.00: 49.99 is not, whatever the shipping costs",
    subtotal({ at_least: fifty }),
    short(4999),
    worth(4999),
  ),
  met("[CND-4] at least 50.00: 50.00 is", subtotal({ at_least: fifty }), worth(5000)),
  met("[CND-4] at least 50.00: 50.01 is", subtotal({ at_least: fifty }), worth(5001)),
  unmet("[CND-4] above 50.00: 49.99 is not", subtotal({ above: fifty }), short(4999), worth(4999)),
  unmet("[CND-4] above 50.00: 50.00 is not", subtotal({ above: fifty }), short(5000), worth(5000)),
  met("[CND-4] above 50.00: 50.01 is", subtotal({ above: fifty }), worth(5001)),
  met("[CND-4] at most 50.00: 50.00 is", subtotal({ at_most: fifty }), worth(5000)),
  unmet("[CND-4] at most 50.00: 50.01 is not", subtotal({ at_most: fifty }), over(5001), worth(5001)),
  met("[CND-4] below 50.00: 49.99 is", subtotal({ below: fifty }), worth(4999)),
  unmet("[CND-4] below 50.00: 50.00 is not", subtotal({ below: fifty }), over(5000), worth(5000)),
  met(
    "[CND-4] from 49.99 to below 50.01: 50.00 is",
    subtotal({ at_least: { USD: 4999 }, below: { USD: 5001 } }),
    worth(5000),
  ),
  met(
    "[CND-4] drinks at least 30.00: the least it may be is 30.00",
    subtotal({ at_least: { USD: 3000 } }, drinks),
    shelf,
  ),
  unmet(
    "[CND-4] drinks at least 50.00: 30.00 to 55.00, nobody knows",
    subtotal({ at_least: fifty }, drinks),
    [{ code: "fact_missing", by: "subtotal" }],
    shelf,
  ),
  unmet(
    "[CND-4] drinks at least 60.00: never",
    subtotal({ at_least: { USD: 6000 } }, drinks),
    [{ code: "minimum_not_reached", need: 6000, have: 3000, by: "subtotal" }],
    shelf,
  ),
  met("[CND-4] drinks at most 55.00: always", subtotal({ at_most: { USD: 5500 } }, drinks), shelf),
  unmet(
    "[CND-4] drinks below 55.00: nobody knows",
    subtotal({ below: { USD: 5500 } }, drinks),
    [{ code: "fact_missing", by: "subtotal" }],
    shelf,
  ),
  unmet(
    "[CND-4] drinks below 30.00: never",
    subtotal({ below: { USD: 3000 } }, drinks),
    [{ code: "maximum_exceeded", need: 3000, have: 3000, by: "subtotal" }],
    shelf,
  ),
  met(
    "[CND-4] by the list price",
    { kind: "subtotal", basis: "list", at_least: { USD: 1500 } },
    {
      lines: [line("a", 1000, { list: 1500 })],
    },
  ),
  met(
    "[CND-5] at least 3 units: 3 are",
    { kind: "quantity", at_least: 3 },
    { lines: [line("a", 100, { quantity: 2 }), line("b", 100)] },
  ),
  unmet(
    "[CND-5] at least 3 units: 2 are not",
    { kind: "quantity", at_least: 3 },
    [{ code: "minimum_not_reached", need: 3, have: 2, by: "quantity" }],
    { lines: [line("a", 100, { quantity: 2 })] },
  ),
  unmet(
    "[CND-5] at most 1 unit: 2 are not",
    { kind: "quantity", at_most: 1 },
    [{ code: "maximum_exceeded", need: 1, have: 2, by: "quantity" }],
    { lines: [line("a", 100, { quantity: 2 })] },
  ),
  unmet(
    "[CND-5] at least 2 drinks of 1 or 2",
    { kind: "quantity", at_least: 2, items: drinks },
    [{ code: "fact_missing", by: "quantity" }],
    shelf,
  ),
]);
