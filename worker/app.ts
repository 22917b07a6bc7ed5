/**
 * The edge's HTTP application over its ports: routes chained, so that OpenAPI and types come from them. Each edge has an isolate's
 * memory of its own; production makes one (index.ts), so does the local run with its settable clock.
 */
import { OpenAPIHono } from "@hono/zod-openapi";
import { allowedMethods } from "../shared/model/allowed-methods.ts";
import type { EdgePorts } from "./edge-ports.ts";
import type { EdgeEnv } from "./env.ts";
import { healthRoutes } from "./health.ts";
import { preflight } from "./preflight.ts";
import { coldIsolate } from "./pricing/isolate.ts";
import { priceRoutes } from "./pricing/prices.ts";
import { quoteRoutes } from "./pricing/quotes.ts";
import { onError, ProblemException, problemResponse, validationHook } from "./problem.ts";
import { customerTokenRoutes } from "./redemption/customer-tokens.ts";
import { orderRoutes } from "./redemption/orders.ts";
import { reservationRoutes } from "./redemption/reservations.ts";

const DOCUMENT = {
  openapi: "3.1.0",
  info: {
    title: "Lidia edge",
    version: "1",
    description:
      "Money is an integer in minor units. Instants are ISO 8601 in UTC. Refusals are problem documents.",
  },
};

function apiRoutes() {
  return new OpenAPIHono<EdgeEnv>({ defaultHook: validationHook })
    .route("/", healthRoutes)
    .route("/", quoteRoutes)
    .route("/", priceRoutes)
    .route("/", reservationRoutes)
    .route("/", orderRoutes)
    .route("/", customerTokenRoutes);
}

export type EdgeRoutes = ReturnType<typeof apiRoutes>;

/** The edge over its ports; what it returns has `fetch`. */
export function createEdge(ports: EdgePorts) {
  const app = new OpenAPIHono<EdgeEnv>({ defaultHook: validationHook });
  const isolate = coldIsolate();
  app.onError(onError);
  app.use(async (c, next) => {
    c.set("requestId", `req_${crypto.randomUUID().replaceAll("-", "")}`);
    c.set("source", {
      kv: c.env.KV,
      isolate,
      afresh: ports.afresh,
      background: (work) => c.executionCtx.waitUntil(work),
      begun: { blobs: new Map(), customers: new Map() },
    });
    c.set("atMs", await ports.clock.now());
    c.header("vary", "origin");
    await next();
    c.res.headers.set("x-request-id", c.get("requestId"));
  });
  app.use(preflight);
  app.route("/", apiRoutes());
  app.openAPIRegistry.registerComponent("securitySchemes", "api_key", {
    type: "http",
    scheme: "bearer",
    description: "An API key with the scope that the route needs.",
  });
  app.doc31("/v1/openapi.json", DOCUMENT);
  const methodsOf = allowedMethods(app.routes);
  app.notFound((c) => {
    const allow = methodsOf(c.req.path);
    if (allow.length === 0) return problemResponse(c, new ProblemException("not_found"));
    const headers = { allow: allow.join(", ") };
    return problemResponse(c, new ProblemException("method_not_allowed", { headers }));
  });
  return app;
}
