/** An IANA zone on the wire. */
import { z } from "@hono/zod-openapi";
import { isZone } from "../../shared/time/zone.ts";

export const ZoneSchema = z
  .string()
  .min(1)
  .max(64)
  .refine(isZone, "is not an IANA time zone")
  .openapi({ example: "Europe/Zurich" });
