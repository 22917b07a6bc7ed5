/** Stores as the edge knows them: the content of the stores blob. */
import * as z from "zod";
import { CurrencySchema, TaxModeSchema } from "./amount.ts";
import { CountrySchema } from "./cart.ts";
import type { ZoneFacts } from "./cart-facts.ts";
import { SlugSchema } from "./identifier.ts";
import { LIMITS } from "./limits.ts";

export const StoreRecordSchema = z.strictObject({
  code: SlugSchema,
  /** IANA zone. */
  zone: z.string(),
  country: CountrySchema,
  /** A shop that sells in two currencies has two stores. */
  currency: CurrencySchema,
  tax_mode: TaxModeSchema,
  groups: z.array(SlugSchema).max(LIMITS.storeGroups),
});
export type StoreRecord = z.infer<typeof StoreRecordSchema>;

/** What one stores blob is compiled from. */
export interface StoreDirectory {
  company: string;
  default_store: string;
  /** Company setting: "a+b@x" and "a@x" are one e-mail. */
  fold_plus_tags: boolean;
  stores: StoreRecord[];
  /** Offsets of every zone that a store is in. */
  zones: ZoneFacts[];
}
