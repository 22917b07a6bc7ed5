/**
 * The workload means the same in every form that this repository gives it: our rules are valid, and compiled evaluator, hand-written loop
 * and reference agree on carts of it to the last minor unit. The benchmark compares all engines before it times them; this is the part
 * that needs no other package.
 */
import { expect, test } from "vitest";
import { validateRuleSet } from "../../shared/validate/validate-rule-set.ts";
import { compiledEngine } from "../adapters/compiled.ts";
import type { Engine } from "../adapters/engine.ts";
import { loopEngine, matchesSome } from "../adapters/loop.ts";
import { referenceEngine } from "../adapters/reference.ts";
import { AT_MS } from "./moment.ts";
import { makeWorkload, type Series, type Workload } from "./workload.ts";

const workload = (series: Series, promotions: number) =>
  makeWorkload({ series, promotions, cart: { lines: 10, segments: 7 } }, matchesSome);

async function answers(engine: Engine, of: Workload) {
  const matcher = await engine.load(engine.publish(of));
  return Promise.all(
    of.carts.slice(0, 8).map(async (cart) => ({
      eligible: [...(await matcher.match(cart, AT_MS))].sort(),
      sums: matcher.decide?.(cart, AT_MS).sums(),
    })),
  );
}

const mixed = workload("mixed", 600);

test("the rules of the workload are valid", () => {
  expect(validateRuleSet(mixed.rules)).toEqual([]);
  expect(validateRuleSet(workload("rivals", 8).rules)).toEqual([]);
});

test("a workload is the same each time it is made", () => {
  expect(workload("mixed", 600).rules).toEqual(mixed.rules);
});

test.each([
  ["Lidia", compiledEngine],
  ["the loop", loopEngine],
])("%s answers as the reference", async (_name, engine) => {
  const right = await answers(referenceEngine, mixed);
  expect(right.some(({ eligible }) => eligible.length > 0)).toBe(true);
  expect(await answers(engine, mixed)).toEqual(right);
});

test("in `steady` the same promotions match, however many there are", async () => {
  const [few, many] = [workload("steady", 1_000), workload("steady", 3_000)];
  const eligible = async (of: Workload) => (await answers(loopEngine, of)).map((each) => each.eligible);
  expect(await eligible(many)).toEqual(await eligible(few));
});
