/** @marcbachmann/cel-js: one CEL expression a promotion, parsed once; sums come from a function of ours, since CEL has none. */
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

const NAME = "@marcbachmann/cel-js";

interface CelEnvironment {
  registerFunction(signature: string, handler: (list: number[]) => number): CelEnvironment;
  parse(expression: string): (document: PeerCart) => unknown;
}

interface Exports {
  Environment: new (options: { unlistedVariablesAreDyn: boolean }) => CelEnvironment;
}

interface CelRule {
  readonly id: string;
  readonly expression: string;
}

export async function celEngine(): Promise<Engine> {
  const { Environment } = await importPeer<Exports>(NAME);
  return {
    name: NAME,
    version: peerVersion(NAME),
    runsOnWorkers: true,
    clock: "cpu",
    tasks: ["match"],
    publish: (workload) =>
      toBytes(
        peerRules(workload).map(
          ({ id, tests }): CelRule => ({ id, expression: tests.map(celOf).join(" && ") }),
        ),
      ),
    load(bytes) {
      const environment = new Environment({ unlistedVariablesAreDyn: true });
      environment.registerFunction("sum(list): double", (list) => list.reduce((sum, each) => sum + each, 0));
      const rules = fromBytes<CelRule[]>(bytes).map(({ id, expression }) => ({
        id,
        holds: environment.parse(expression),
      }));
      return {
        match(facts, atMs) {
          const cart = peerCart(facts, atMs);
          const ids: string[] = [];
          for (const { id, holds } of rules) if (holds(cart) === true) ids.push(id);
          return ids;
        },
      };
    },
  };
}

function celOf(test: PeerTest): string {
  switch (test.test) {
    case "window":
      return `now >= ${test.start}.0 && now < ${test.end}.0`;
    case "one_of":
      return `${test.field} in ${listText(test.list)}`;
    case "meets":
      return `${test.wanted ? "" : "!"}${test.field}.exists(x, x in ${listText(test.list)})`;
    case "subtotal":
      return `subtotal >= ${test.least}.0`;
    case "weekly":
      return `(${test.ranges.map(([from, to]) => rangeText(from, to)).join(" || ")})`;
    case "items":
      return itemsText(test);
  }
}

function rangeText(from: number, to: number): string {
  const inside = `(minute >= ${from}.0 && minute < ${to}.0)`;
  return to > WEEK_MIN ? `${inside} || minute < ${to - WEEK_MIN}.0` : inside;
}

function itemsText({ items, units, amount }: Extract<PeerTest, { test: "items" }>): string {
  const line = lineText(items);
  if (units === 1 && amount === 0) return `lines.exists(l, ${line})`;
  const least = (of: string, bound: number) => `sum(lines.filter(l, ${line}).map(l, l.${of})) >= ${bound}.0`;
  return amount === 0
    ? least("quantity", units)
    : `${least("quantity", units)} && ${least("amount", amount)}`;
}

function lineText({ skus, categories, brands, excludedBrands }: DraftItems): string {
  const all: string[] = [];
  if (skus.length > 0) all.push(`l.sku in ${listText(skus)}`);
  if (brands.length > 0) all.push(`l.brand in ${listText(brands)}`);
  if (excludedBrands.length > 0) all.push(`!(l.brand in ${listText(excludedBrands)})`);
  if (categories.length > 0) all.push(`l.categories.exists(c, c in ${listText(categories)})`);
  return all.join(" && ");
}

function listText(list: readonly string[]): string {
  return `[${list.map((text) => JSON.stringify(text)).join(", ")}]`;
}
