/**
 * json-rules-engine: one rule a promotion. Lists and sums over lines are operators of ours, as its guide proposes; priorities make it
 * judge the cheap conditions first. It judges asynchronously, on the same thread.
 */
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

const NAME = "json-rules-engine";

interface RulesEngine {
  addOperator<Fact, Value>(name: string, holds: (fact: Fact, value: Value) => boolean): void;
  run(facts: PeerCart): Promise<{ events: { type: string }[] }>;
}

interface Exports {
  Engine: new (rules: EngineRule[]) => RulesEngine;
}

interface EngineCondition {
  readonly fact: keyof PeerCart;
  readonly operator: string;
  readonly value: unknown;
  readonly priority: number;
}

interface EngineRule {
  readonly conditions: { readonly all: readonly EngineCondition[] };
  readonly event: { readonly type: string };
}

type Items = Extract<PeerTest, { test: "items" }>;
type Ranges = Extract<PeerTest, { test: "weekly" }>["ranges"];

export async function jsonRulesEngine(): Promise<Engine> {
  const { Engine: RulesEngineClass } = await importPeer<Exports>(NAME);
  return {
    name: NAME,
    version: peerVersion(NAME),
    runsOnWorkers: true,
    clock: "cpu",
    tasks: ["match"],
    publish: (workload) =>
      toBytes(
        peerRules(workload).map(
          ({ id, tests }): EngineRule => ({
            conditions: { all: tests.flatMap((test, place) => conditionsOf(test, tests.length - place)) },
            event: { type: id },
          }),
        ),
      ),
    load(bytes) {
      const engine = new RulesEngineClass(fromBytes<EngineRule[]>(bytes));
      addOperators(engine);
      return {
        async match(facts, atMs) {
          const { events } = await engine.run(peerCart(facts, atMs));
          return events.map(({ type }) => type);
        },
      };
    },
  };
}

function conditionsOf(test: PeerTest, priority: number): EngineCondition[] {
  switch (test.test) {
    case "window":
      return [
        { fact: "now", operator: "greaterThanInclusive", value: test.start, priority },
        { fact: "now", operator: "lessThan", value: test.end, priority },
      ];
    case "one_of":
      return [{ fact: test.field, operator: "in", value: test.list, priority }];
    case "meets":
      return [{ fact: test.field, operator: test.wanted ? "meets" : "misses", value: test.list, priority }];
    case "subtotal":
      return [{ fact: "subtotal", operator: "greaterThanInclusive", value: test.least, priority }];
    case "weekly":
      return [{ fact: "minute", operator: "withinWeek", value: test.ranges, priority }];
    case "items":
      return [{ fact: "lines", operator: "holdItems", value: test, priority }];
  }
}

function addOperators(engine: RulesEngine): void {
  const meets = (shown: readonly string[], list: readonly string[]) =>
    shown.some((each) => list.includes(each));
  engine.addOperator("meets", meets);
  engine.addOperator("misses", (shown: readonly string[], list: readonly string[]) => !meets(shown, list));
  engine.addOperator("withinWeek", (minute: number, ranges: Ranges) =>
    ranges.some(([from, to]) => (minute >= from && minute < to) || minute + WEEK_MIN < to),
  );
  engine.addOperator("holdItems", holdItems);
}

function holdItems(lines: PeerCart["lines"], { items, units, amount }: Items): boolean {
  let quantity = 0;
  let sum = 0;
  for (const line of lines) {
    if (!isItem(line, items)) continue;
    quantity += line.quantity;
    sum += line.amount;
  }
  return quantity >= units && sum >= amount;
}

function isItem(line: PeerCart["lines"][number], items: DraftItems): boolean {
  const { skus, brands, categories, excludedBrands } = items;
  if (skus.length > 0 && !skus.includes(line.sku)) return false;
  if (brands.length > 0 && !brands.includes(line.brand)) return false;
  if (excludedBrands.includes(line.brand)) return false;
  return categories.length === 0 || line.categories.some((category) => categories.includes(category));
}
