/** Experiments: who is in which variant is a function of these alone (shared/experiments). Spec: docs/spec/experiments.md (EXP-n). */
import * as z from "zod";
import { SlugSchema } from "./identifier.ts";
import { LIMITS } from "./limits.ts";

/** Whom it assigns: customers by their key, or visitors by the id that the shop gives a browser or device. */
export const ExperimentUnitSchema = z.enum(["customer", "visitor"]);

/** A weight is the share among the variants; 0 takes nobody in. */
export const ExperimentVariantSchema = z.strictObject({
  id: SlugSchema,
  weight: z.int().min(0).max(LIMITS.variantWeight),
});

/** Experiments of one layer share out its subjects: where their slots [from, to) do not meet, nobody is in two of them. */
export const LayerSlotsSchema = z
  .strictObject({
    id: SlugSchema,
    from: z.int().min(0).max(LIMITS.experimentSlots),
    to: z.int().min(0).max(LIMITS.experimentSlots),
  })
  .refine(({ from, to }) => from < to, { path: ["to"], message: "must be above `from`" });

const VariantsSchema = z
  .array(ExperimentVariantSchema)
  .min(1)
  .max(LIMITS.experimentVariants)
  .refine((variants) => new Set(variants.map(({ id }) => id)).size === variants.length, "repeats a variant")
  .refine((variants) => variants.some(({ weight }) => weight > 0), "needs a weight above zero");

export const ExperimentSchema = z.strictObject({
  id: SlugSchema,
  /** Makes it independent of others; it never changes while the experiment exists. */
  salt: SlugSchema,
  unit: ExperimentUnitSchema,
  layer: LayerSlotsSchema.optional(),
  /** How many of 10,000 subjects take part. Raising it takes in more and moves nobody. */
  coverage_bps: z.int().min(0).max(LIMITS.experimentSlots),
  variants: VariantsSchema,
});
export type Experiment = z.infer<typeof ExperimentSchema>;
