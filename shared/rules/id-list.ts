/** A bounded list of ids in a condition: at least one, no repeats that matter. */
import * as z from "zod";
import { ExternalIdSchema } from "../model/identifier.ts";
import { LIMITS } from "../model/limits.ts";

export const IdListSchema = z.array(ExternalIdSchema).min(1).max(LIMITS.conditionValues);
