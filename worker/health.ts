/** Whether the edge is up. Open to anybody; says nothing about anybody and reads nothing. */
import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import type { EdgeEnv } from "./env.ts";
import { validationHook } from "./problem.ts";
import { jsonAnswer, PROBLEM_ANSWERS } from "./route-parts.ts";

const HealthSchema = z.strictObject({ status: z.literal("ok"), at: z.iso.datetime() }).openapi("Health");

const health = createRoute({
  method: "get",
  path: "/v1/health",
  tags: ["operator"],
  responses: { 200: jsonAnswer("the edge is up", HealthSchema), ...PROBLEM_ANSWERS },
});

export const healthRoutes = new OpenAPIHono<EdgeEnv>({ defaultHook: validationHook }).openapi(health, (c) =>
  c.json({ status: "ok" as const, at: new Date(c.get("atMs")).toISOString() }, 200),
);
