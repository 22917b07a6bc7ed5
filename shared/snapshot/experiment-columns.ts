/** Experiments as columns of the rules blob: whom they assign, and the variants of each (EXP). */
import type { Experiment } from "../model/experiment.ts";
import { compareText } from "../model/identifier.ts";
import { LIMITS } from "../model/limits.ts";
import { ListCollector, rangeEnd, rangeStart } from "./ranges.ts";

export interface ExperimentColumns {
  readonly experiment_id: Uint32Array;
  readonly experiment_salt: Uint32Array;
  readonly experiment_unit: Uint8Array;
  readonly experiment_coverage: Uint32Array;
  readonly experiment_layer: Uint32Array;
  readonly experiment_slots: Uint32Array;
  readonly variant_at: Uint32Array;
  readonly variant_id: Uint32Array;
  readonly variant_weight: Uint32Array;
}

/** Sections of a form that holds experiments. */
export const EXPERIMENT_FORM = {
  experiment_id: "u32",
  experiment_salt: "u32",
  /** Place in UNITS. */
  experiment_unit: "u8",
  /** Basis points. */
  experiment_coverage: "u32",
  /** NO_LAYER without. */
  experiment_layer: "u32",
  /** Pairs: first slot of the layer and the one after the last. */
  experiment_slots: "u32",
  variant_at: "u32",
  variant_id: "u32",
  variant_weight: "u32",
} as const;

const NO_LAYER = 0xffffffff;
/** The order is part of the format. */
const UNITS: readonly Experiment["unit"][] = ["customer", "visitor"];

/** Writes experiments in the order of their ids; `number` names their texts. */
export function writeExperiments(
  experiments: readonly Experiment[],
  number: (text: string) => number,
): ExperimentColumns {
  const sorted = [...experiments].sort((a, b) => compareText(a.id, b.id));
  const ids = new ListCollector();
  for (const { variants } of sorted) ids.add(variants.map(({ id }) => number(id)));
  return {
    experiment_id: Uint32Array.from(sorted, ({ id }) => number(id)),
    experiment_salt: Uint32Array.from(sorted, ({ salt }) => number(salt)),
    experiment_unit: Uint8Array.from(sorted, ({ unit }) => UNITS.indexOf(unit)),
    experiment_coverage: Uint32Array.from(sorted, ({ coverage_bps }) => coverage_bps),
    experiment_layer: Uint32Array.from(sorted, ({ layer }) =>
      layer === undefined ? NO_LAYER : number(layer.id),
    ),
    experiment_slots: Uint32Array.from(sorted.flatMap(({ layer }) => [layer?.from ?? 0, layer?.to ?? 0])),
    variant_at: ids.starts(),
    variant_id: ids.u32(),
    variant_weight: Uint32Array.from(sorted.flatMap(({ variants }) => variants.map(({ weight }) => weight))),
  };
}

/** Reads the experiments, no more than a rule set may have. */
export function readExperiments(columns: ExperimentColumns, text: (number: number) => string): Experiment[] {
  return Array.from(columns.experiment_id.subarray(0, LIMITS.experiments), (id, index) => {
    const layer = columns.experiment_layer[index] ?? NO_LAYER;
    const [from = 0, to = 0] = columns.experiment_slots.subarray(2 * index, 2 * index + 2);
    return {
      id: text(id),
      salt: text(columns.experiment_salt[index] ?? 0),
      unit: UNITS[columns.experiment_unit[index] ?? 0] ?? "customer",
      ...(layer === NO_LAYER ? {} : { layer: { id: text(layer), from, to } }),
      coverage_bps: columns.experiment_coverage[index] ?? 0,
      variants: readVariants(columns, index, text),
    };
  });
}

function readVariants(columns: ExperimentColumns, index: number, text: (number: number) => string) {
  const { variant_at, variant_id, variant_weight } = columns;
  const variants: Experiment["variants"] = [];
  const start = rangeStart(variant_at, index, variant_id.length);
  const end = Math.min(rangeEnd(variant_at, index, variant_id.length), start + LIMITS.experimentVariants);
  for (let place = start; place < end; place++) {
    variants.push({ id: text(variant_id[place] ?? 0), weight: variant_weight[place] ?? 0 });
  }
  return variants;
}
