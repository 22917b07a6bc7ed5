/**
 * Names for the schemas that contain themselves. The OpenAPI document refers to them by these names; without one its generator follows
 * the circle for ever. It finds a name in zod's own registry, so that the schemas in shared/ need not know of any document.
 */
import { z } from "@hono/zod-openapi";
import { CartConditionSchema } from "../../shared/rules/cart-condition.ts";
import { LineConditionSchema } from "../../shared/rules/line-condition.ts";

/** To be called before the document is made. */
export function nameRecursiveSchemas(): void {
  z.globalRegistry.add(CartConditionSchema, { _internal: { refId: "CartCondition" } });
  z.globalRegistry.add(LineConditionSchema, { _internal: { refId: "LineCondition" } });
}
