/**
 * The question that a browser asks before it sends a key. It carries no key, so it cannot be answered by the key's origins; it allows
 * nothing but the asking, and the answer of the call itself is readable only for allowed origins (auth.ts).
 */
import { createMiddleware } from "hono/factory";
import type { EdgeEnv } from "./env.ts";

export const preflight = createMiddleware<EdgeEnv>(async (c, next) => {
  const isQuestion =
    c.req.method === "OPTIONS" && c.req.header("access-control-request-method") !== undefined;
  if (!isQuestion) return next();
  return c.body(null, 204, {
    "access-control-allow-origin": "*",
    "access-control-allow-methods": "GET, POST",
    "access-control-allow-headers": "authorization, content-type",
    "access-control-max-age": "86400",
  });
});
