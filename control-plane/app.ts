/**
 * The routes of the control plane, chained so that the typed client (client.ts) knows them. Every route that is not of the operator or
 * open to anybody names its scope itself (route-parts.ts `secured`); a test reads that from the OpenAPI document.
 */
import { OpenAPIHono } from "@hono/zod-openapi";
import { bodyLimit } from "hono/body-limit";
import { allowedMethods } from "../shared/model/allowed-methods.ts";
import { LIMITS } from "../shared/model/limits.ts";
import { campaignReportRoutes } from "./api/campaign-report.ts";
import { campaignStateRoutes } from "./api/campaign-states.ts";
import { campaignRoutes } from "./api/campaigns.ts";
import { categoryRoutes } from "./api/categories.ts";
import { companyRoutes } from "./api/company.ts";
import { customerRoutes } from "./api/customers.ts";
import { experimentRoutes } from "./api/experiments.ts";
import { healthRoutes } from "./api/health.ts";
import { refuseDeepJson } from "./api/json-depth.ts";
import { keyRoutes } from "./api/keys.ts";
import { mirrorRoutes } from "./api/mirror.ts";
import { orderRoutes } from "./api/orders.ts";
import { pageRoutes } from "./api/pages.ts";
import { onError, ProblemException, problemResponse, validationHook } from "./api/problem.ts";
import { productRoutes } from "./api/products.ts";
import { codeRoutes } from "./api/promotion-codes.ts";
import { limitRoutes } from "./api/promotion-limits.ts";
import { promotionRoutes } from "./api/promotions.ts";
import { publicationRoutes } from "./api/publications.ts";
import { nameRecursiveSchemas } from "./api/recursive-schemas.ts";
import { segmentRoutes } from "./api/segments.ts";
import { setupRoutes } from "./api/setup.ts";
import { stopRoutes } from "./api/stops.ts";
import { storeGroupRoutes } from "./api/store-groups.ts";
import { storeRoutes } from "./api/stores.ts";
import { tryRoutes } from "./api/try.ts";
import { openDatabase } from "./db/database.ts";
import type { ControlEnv } from "./env.ts";
import type { ControlPorts } from "./ports.ts";
import { randomId } from "./secrets.ts";

const OPENAPI_PATH = "/api/v1/openapi.json";

const DOCUMENT = {
  openapi: "3.1.0",
  info: {
    title: "Lidia control plane",
    version: "1",
    description:
      "Money is an integer in minor units. Instants are ISO 8601 in UTC. Refusals are problem documents.",
  },
};

function limited(bytes: number) {
  return bodyLimit({
    maxSize: bytes,
    onError: () => {
      throw new ProblemException("body_too_large", `at most ${bytes} bytes`);
    },
  });
}

const importLimit = limited(LIMITS.importBodyBytes);
const bodyLimitOfRest = limited(LIMITS.controlBodyBytes);

/** All resources of the API. */
function apiRoutes() {
  return new OpenAPIHono<ControlEnv>({ defaultHook: validationHook })
    .route("/", healthRoutes)
    .route("/", setupRoutes)
    .route("/", companyRoutes)
    .route("/", keyRoutes)
    .route("/", storeRoutes)
    .route("/", storeGroupRoutes)
    .route("/", categoryRoutes)
    .route("/", productRoutes)
    .route("/", customerRoutes)
    .route("/", segmentRoutes)
    .route("/", orderRoutes)
    .route("/", campaignRoutes)
    .route("/", campaignStateRoutes)
    .route("/", promotionRoutes)
    .route("/", limitRoutes)
    .route("/", codeRoutes)
    .route("/", experimentRoutes)
    .route("/", publicationRoutes)
    .route("/", stopRoutes)
    .route("/", tryRoutes)
    .route("/", campaignReportRoutes)
    .route("/", mirrorRoutes);
}

export type ApiRoutes = ReturnType<typeof apiRoutes>;

/** The Worker's HTTP application over its ports. */
export function createApp(ports: ControlPorts) {
  const app = new OpenAPIHono<ControlEnv>({ defaultHook: validationHook });
  app.onError(onError);
  app.notFound((c) => {
    const allow = methodsOf(c.req.path);
    if (allow.length === 0) return problemResponse(c, new ProblemException("not_found"));
    c.header("allow", allow.join(", "));
    return problemResponse(c, new ProblemException("method_not_allowed"));
  });
  app.use(async (c, next) => {
    c.set("requestId", randomId("req"));
    c.set("ports", ports);
    c.set("nowMs", await ports.clock.now());
    c.set("db", openDatabase(c.env));
    await next();
    c.header("x-request-id", c.get("requestId"));
  });
  app.use("/api/*", (c, next) => (c.req.path.endsWith("/import") ? importLimit : bodyLimitOfRest)(c, next));
  app.use("/api/*", refuseDeepJson);
  app.route("/", apiRoutes());
  app.route("/", pageRoutes);
  app.openAPIRegistry.registerComponent("securitySchemes", "api_key", {
    type: "http",
    scheme: "bearer",
    description: "An API key with the scope that the route names.",
  });
  app.openAPIRegistry.registerComponent("securitySchemes", "setup_token", {
    type: "http",
    scheme: "bearer",
    description: "The deployment's set-up token.",
  });
  nameRecursiveSchemas();
  app.doc31(OPENAPI_PATH, DOCUMENT);
  const methodsOf = allowedMethods(app.routes);
  return app;
}
