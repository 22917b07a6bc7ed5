/** The typed client of this API: hono's `hc` over the type of the routes, compiled once to declarations (tsconfig.client.json). */
import { hc } from "hono/client";
import type { ApiRoutes } from "./app.ts";

export type ControlClient = ReturnType<typeof hc<ApiRoutes>>;

/** Makes a client for an address; headers carry the key. */
export function controlClient(...args: Parameters<typeof hc>): ControlClient {
  return hc<ApiRoutes>(...args);
}
