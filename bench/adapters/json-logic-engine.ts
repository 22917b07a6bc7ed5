/** json-logic-engine: one JSON Logic rule a promotion, compiled to JavaScript by the engine (which a Worker allows at start-up only). */
import type { DraftItems } from "../workload/draft.ts";
import type { Engine } from "./engine.ts";
import { importPeer, peerVersion } from "./peer-package.ts";
import {
  fromBytes,
  type PeerCart,
  type PeerTest,
  peerCart,
  peerRules,
  toBytes,
  WEEK_MIN,
} from "./peer-rules.ts";

const NAME = "json-logic-engine";

interface Exports {
  LogicEngine: new () => { build(logic: Logic): (document: PeerCart) => unknown };
}

type Logic = { readonly [operator: string]: unknown };

interface LogicRule {
  readonly id: string;
  readonly logic: Logic;
}

export async function jsonLogicEngine(): Promise<Engine> {
  const { LogicEngine } = await importPeer<Exports>(NAME);
  return {
    name: `${NAME} (compiled)`,
    version: peerVersion(NAME),
    runsOnWorkers: false,
    clock: "cpu",
    tasks: ["match"],
    publish: (workload) =>
      toBytes(
        peerRules(workload).map(({ id, tests }): LogicRule => ({ id, logic: { and: tests.map(logicOf) } })),
      ),
    load(bytes) {
      const engine = new LogicEngine();
      const rules = fromBytes<LogicRule[]>(bytes).map(({ id, logic }) => ({
        id,
        holds: engine.build(logic),
      }));
      return {
        match(facts, atMs) {
          const cart = peerCart(facts, atMs);
          const ids: string[] = [];
          for (const { id, holds } of rules) if (holds(cart)) ids.push(id);
          return ids;
        },
      };
    },
  };
}

const field = (name: string) => ({ var: name });

function logicOf(test: PeerTest): Logic {
  switch (test.test) {
    case "window":
      return { "<=": [test.start, field("now"), test.end - 1] };
    case "one_of":
      return { in: [field(test.field), test.list] };
    case "meets": {
      const some = { some: [field(test.field), { in: [field(""), test.list] }] };
      return test.wanted ? some : { "!": [some] };
    }
    case "subtotal":
      return { ">=": [field("subtotal"), test.least] };
    case "weekly":
      return { or: test.ranges.flatMap(([from, to]) => rangeLogic(from, to)) };
    case "items":
      return itemsLogic(test);
  }
}

function rangeLogic(from: number, to: number): Logic[] {
  const inside = { "<=": [from, field("minute"), to - 1] };
  return to > WEEK_MIN ? [inside, { "<": [field("minute"), to - WEEK_MIN] }] : [inside];
}

function itemsLogic({ items, units, amount }: Extract<PeerTest, { test: "items" }>): Logic {
  const line = lineLogic(items);
  if (units === 1 && amount === 0) return { some: [field("lines"), line] };
  const least = (of: string, bound: number) => ({
    ">=": [
      {
        reduce: [
          { filter: [field("lines"), line] },
          { "+": [field(`current.${of}`), field("accumulator")] },
          0,
        ],
      },
      bound,
    ],
  });
  return { and: [least("quantity", units), ...(amount > 0 ? [least("amount", amount)] : [])] };
}

function lineLogic({ skus, categories, brands, excludedBrands }: DraftItems): Logic {
  const and: Logic[] = [];
  if (skus.length > 0) and.push({ in: [field("sku"), skus] });
  if (brands.length > 0) and.push({ in: [field("brand"), brands] });
  if (excludedBrands.length > 0) and.push({ "!": [{ in: [field("brand"), excludedBrands] }] });
  if (categories.length > 0) and.push({ some: [field("categories"), { in: [field(""), categories] }] });
  return { and };
}
