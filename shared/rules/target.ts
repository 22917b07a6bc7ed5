/** What an award acts on: matching items, the whole order, or shipping charges. */
import * as z from "zod";
import { ExternalIdSchema } from "../model/identifier.ts";
import { LIMITS } from "../model/limits.ts";
import { LineConditionSchema } from "./line-condition.ts";

export const TARGET_FIELDS = {
  on: z.enum(["items", "order", "shipping"]),
  /** Lines that an award on items takes; without it every discountable line. */
  items: LineConditionSchema.optional(),
  /** Shipping methods that an award on shipping takes; without it every charge. */
  methods: z.array(ExternalIdSchema).min(1).max(LIMITS.treeChildren).optional(),
};

interface Targeted {
  on: "items" | "order" | "shipping";
  items?: unknown;
  methods?: unknown;
}

/** Refuses selectors that the target does not have. */
export function targeted<T extends z.ZodRawShape & typeof TARGET_FIELDS>(shape: T) {
  return z
    .strictObject(shape)
    .refine((award) => goesWith(award as unknown as Targeted, "items", "items"), {
      path: ["items"],
      message: "goes with `on: items` only",
    })
    .refine((award) => goesWith(award as unknown as Targeted, "methods", "shipping"), {
      path: ["methods"],
      message: "goes with `on: shipping` only",
    });
}

function goesWith(award: Targeted, field: "items" | "methods", on: Targeted["on"]): boolean {
  return award[field] === undefined || award.on === on;
}
