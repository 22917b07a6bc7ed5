/** Which price of a unit a threshold reads: `list` (regular) or `catalog` (before cart promotions, the default). */
import * as z from "zod";

export const BasisSchema = z.enum(["list", "catalog"]);
export type Basis = z.infer<typeof BasisSchema>;
