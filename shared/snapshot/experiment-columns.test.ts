/** Experiments come back from their columns as they were written, in the order of their ids. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Experiment } from "../model/experiment.ts";
import { LIMITS } from "../model/limits.ts";
import { readExperiments, writeExperiments } from "./experiment-columns.ts";
import { StringCollector, StringTable } from "./string-table.ts";

const slug = fc.stringMatching(/^[a-z0-9]{1,6}$/);
const variant = fc.record({ id: slug, weight: fc.nat(LIMITS.variantWeight) });
const experiment: fc.Arbitrary<Experiment> = fc.record(
  {
    id: slug,
    salt: slug,
    unit: fc.constantFrom("customer", "visitor"),
    layer: fc.record({ id: slug, from: fc.nat(9_999), to: fc.nat(10_000) }),
    coverage_bps: fc.nat(10_000),
    variants: fc.array(variant, { minLength: 1, maxLength: LIMITS.experimentVariants }),
  },
  { requiredKeys: ["id", "salt", "unit", "coverage_bps", "variants"] },
);
const experiments = fc.uniqueArray(experiment, { maxLength: 8, selector: ({ id }) => id });

function columnsOf(of: readonly Experiment[]) {
  const collector = new StringCollector();
  writeExperiments(of, (text) => {
    collector.add(text);
    return 0;
  });
  const { number, sections } = collector.finish();
  const table = new StringTable(sections);
  return { columns: writeExperiments(of, number), text: (place: number) => table.text(place) };
}

test("they come back as they were written", () => {
  fc.assert(
    fc.property(experiments, (of) => {
      const { columns, text } = columnsOf(of);
      const sorted = [...of].sort((a, b) => (a.id < b.id ? -1 : 1));
      expect(readExperiments(columns, text)).toEqual(sorted);
      expect(columnsOf([...of].reverse()).columns).toEqual(columns);
    }),
  );
});

test("damaged columns give no more than there may be, and never throw", () => {
  const many = new Uint32Array(1_000);
  const damaged = {
    ...columnsOf([]).columns,
    experiment_id: many,
    variant_at: new Uint32Array(1_001).fill(7, 1),
    variant_id: many,
  };
  const read = readExperiments(
    { ...damaged, variant_at: Uint32Array.from(many, (_, at) => 1_000 * at) },
    String,
  );
  expect(read).toHaveLength(LIMITS.experiments);
  expect(read[0]?.variants).toHaveLength(LIMITS.experimentVariants);
  expect(readExperiments(damaged, String)[99]?.variants).toEqual([]);
});
