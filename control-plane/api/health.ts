/** Whether the control plane can do its work: the database answers. Open to anybody; says nothing about anybody. */
import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { sql } from "drizzle-orm";
import type { ControlEnv } from "../env.ts";
import { ProblemException, validationHook } from "./problem.ts";
import { jsonAnswer, PROBLEM_ANSWERS } from "./route-parts.ts";

const HealthSchema = z.strictObject({ status: z.literal("ok"), at: z.iso.datetime() }).openapi("Health");

const health = createRoute({
  method: "get",
  path: "/api/v1/health",
  tags: ["operator"],
  responses: { 200: jsonAnswer("the control plane works", HealthSchema), ...PROBLEM_ANSWERS },
});

export const healthRoutes = new OpenAPIHono<ControlEnv>({ defaultHook: validationHook }).openapi(
  health,
  async (c) => {
    try {
      await c.get("db").get(sql`SELECT 1 AS one FROM companies LIMIT 1`);
    } catch (error) {
      console.error(JSON.stringify({ request_id: c.get("requestId"), database: String(error) }));
      throw new ProblemException("retry", "the database does not answer");
    }
    return c.json({ status: "ok" as const, at: new Date(c.get("nowMs")).toISOString() }, 200);
  },
);
