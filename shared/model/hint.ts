/**
 * Hints: what to add to get the next promotion. They are shown beside a decision and never decided: no part of its hash, and nothing of it
 * depends on them. Rules: docs/spec/hints.md (HNT).
 */
import * as z from "zod";
import { SumSchema } from "./amount.ts";

/** What is missing: money, units, orders, points, that somebody signs in, or that it begins (HNT-2). */
const HINT_KINDS = ["amount", "units", "orders", "points", "sign_in", "upcoming"] as const;
export type HintKind = (typeof HINT_KINDS)[number];

/** What a promotion gives, by its first award; the order is part of the blob format. */
export const HINT_GIVES = ["items", "order", "shipping", "gift", "grant"] as const;
export type HintGives = (typeof HINT_GIVES)[number];

/** A tree over line conditions as its author wrote it; what may stand in it: docs/reference/promotion.md. */
export const HintItemsSchema = z.looseObject({ kind: z.string() });

export const HintSchema = z.strictObject({
  promotion: z.string(),
  label: z.string(),
  kind: z.enum(HINT_KINDS),
  for: z.enum(HINT_GIVES),
  /** Minor units or a count, as `kind` says; `missing` is `need` less `have`. */
  need: SumSchema.optional(),
  have: SumSchema.optional(),
  missing: SumSchema.optional(),
  /** What counts; without it everything does (HNT-3). */
  items: HintItemsSchema.optional(),
  /** Place of the step in its table, from 0. */
  step: z.int().min(0).optional(),
  /** With `upcoming`: when it begins. */
  at: z.iso.datetime().optional(),
  /** How much more the shopper would save, minor units (HNT-6). */
  gain: SumSchema.optional(),
});
export type Hint = z.infer<typeof HintSchema>;
