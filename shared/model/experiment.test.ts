/** What an experiment may say, on both sides of every bound. */
import { expect, test } from "vitest";
import { type Experiment, ExperimentSchema } from "./experiment.ts";

const valid: Experiment = {
  id: "e",
  salt: "s",
  unit: "customer",
  coverage_bps: 10_000,
  variants: [
    { id: "a", weight: 0 },
    { id: "b", weight: 1 },
  ],
};
const many = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: `v${index}`, weight: 100_000 }));

test.each<[string, object]>([
  ["as it is", {}],
  ["nobody takes part", { coverage_bps: 0 }],
  ["a whole layer", { layer: { id: "l", from: 0, to: 10_000 } }],
  ["its last slot", { layer: { id: "l", from: 9_999, to: 10_000 } }],
  ["as many variants as there may be", { variants: many(20) }],
])("%s", (_, given) => {
  expect(ExperimentSchema.safeParse({ ...valid, ...given }).success).toBe(true);
});

test.each<[string, object, (string | number)[]]>([
  ["more than everybody", { coverage_bps: 10_001 }, ["coverage_bps"]],
  ["less than nobody", { coverage_bps: -1 }, ["coverage_bps"]],
  ["a layer without slots", { layer: { id: "l", from: 5, to: 5 } }, ["layer", "to"]],
  ["slots beyond the last", { layer: { id: "l", from: 0, to: 10_001 } }, ["layer", "to"]],
  ["no variant", { variants: [] }, ["variants"]],
  ["too many", { variants: many(21) }, ["variants"]],
  ["a variant twice", { variants: [...many(1), ...many(1)] }, ["variants"]],
  ["no weight at all", { variants: [{ id: "a", weight: 0 }] }, ["variants"]],
  ["a weight beyond", { variants: [{ id: "a", weight: 100_001 }] }, ["variants", 0, "weight"]],
  ["a salt with a part of its own", { salt: "a/b" }, ["salt"]],
  ["another unit", { unit: "session" }, ["unit"]],
  ["an unknown field", { winner: "a" }, []],
])("%s is refused by its path", (_, given, path) => {
  expect(ExperimentSchema.safeParse({ ...valid, ...given }).error?.issues[0]?.path).toEqual(path);
});
