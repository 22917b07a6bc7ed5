/** `POST /v1/customer-tokens`: a shop's server names a customer to a browser without telling who it is. */
import { createRoute, OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import { every } from "hono/combine";
import { customerKey, customerKeys } from "../../shared/model/identity.ts";
import { LIMITS } from "../../shared/model/limits.ts";
import { CustomerTokenRequestSchema, CustomerTokenSchema } from "../../shared/model/reservation.ts";
import { authenticate } from "../auth.ts";
import { limitBody } from "../body-limit.ts";
import type { EdgeEnv } from "../env.ts";
import { identityPort } from "../platform-hash.ts";
import { loadStores } from "../pricing/blobs.ts";
import { signCustomerToken } from "../pricing/customer-token.ts";
import { retryLater, validationHook } from "../problem.ts";
import { BY_KEY, jsonAnswer, jsonBody, PROBLEM_ANSWERS } from "../route-parts.ts";

const issue = createRoute({
  method: "post",
  path: "/v1/customer-tokens",
  tags: ["customer tokens"],
  security: BY_KEY,
  middleware: every(authenticate({ scope: "customer_token" }), limitBody),
  request: { body: jsonBody(CustomerTokenRequestSchema) },
  responses: { 201: jsonAnswer("the token", CustomerTokenSchema), ...PROBLEM_ANSWERS },
});

export const customerTokenRoutes = new OpenAPIHono<EdgeEnv>({ defaultHook: validationHook }).openapi(
  issue,
  async (c) => {
    const { customer, ttl } = c.req.valid("json");
    const port = identityPort(c.env);
    const caller = c.get("caller");
    const key = customerKey(port, caller.company, customer.id);
    const foldPlusTags = customer.identifiers === undefined ? false : await readFoldPlusTags(c);
    const { counted } = customerKeys(port, caller.company, customer, foldPlusTags);
    const life = { atMs: c.get("atMs"), ttlS: ttl ?? LIMITS.customerTokenMs / 1000 };
    const { token, expiresAtMs } = await signCustomerToken(port, caller, { key, counted }, life);
    return c.json({ token, expires_at: new Date(expiresAtMs).toISOString() }, 201);
  },
);

/** The company's setting decides which key an e-mail has, so without it no token can be made. */
async function readFoldPlusTags(c: Context<EdgeEnv>): Promise<boolean> {
  const { company, pointer } = c.get("caller");
  const stores =
    pointer.kind === "known" ? await loadStores(c.get("source"), company, pointer.value.stores) : null;
  if (stores === null) throw retryLater("the company's settings cannot be read now");
  return stores.foldPlusTags;
}
