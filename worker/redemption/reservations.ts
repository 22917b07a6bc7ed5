/** `/v1/reservations`: hold, look, commit, release, extend. Only keys that stand on a server may. */
import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { every } from "hono/combine";
import {
  CommitRequestSchema,
  ExtendRequestSchema,
  QuoteChangedSchema,
  ReleaseRequestSchema,
  ReservationSchema,
  ReserveRequestSchema,
} from "../../shared/model/reservation.ts";
import { authenticate } from "../auth.ts";
import { limitBody } from "../body-limit.ts";
import type { EdgeEnv } from "../env.ts";
import { ProblemException, validationHook } from "../problem.ts";
import { BY_KEY, jsonAnswer, jsonBody, PROBLEM_ANSWERS } from "../route-parts.ts";
import { refusal } from "./answers.ts";
import { answerOf, nudgeMirror, ownHandle, reserveFrom, toLedger } from "./redemption-call.ts";

const COMMON = {
  tags: ["reservations"],
  security: BY_KEY,
  middleware: every(authenticate({ scope: "reserve" }), limitBody),
};
const HANDLE = z.object({ handle: z.string() });
const RESERVATION = jsonAnswer("the reservation", ReservationSchema);

const post = createRoute({
  ...COMMON,
  method: "post",
  path: "/v1/reservations",
  request: { body: jsonBody(ReserveRequestSchema) },
  responses: {
    201: RESERVATION,
    409: {
      description: "nothing is held; with `quote_changed` the decision as it would be now",
      content: { "application/problem+json": { schema: QuoteChangedSchema } },
    },
    ...PROBLEM_ANSWERS,
  },
});

const get = createRoute({
  ...COMMON,
  method: "get",
  path: "/v1/reservations/{handle}",
  request: { params: HANDLE },
  responses: { 200: RESERVATION, ...PROBLEM_ANSWERS },
});

const commit = createRoute({
  ...COMMON,
  method: "post",
  path: "/v1/reservations/{handle}/commit",
  request: { params: HANDLE, body: jsonBody(CommitRequestSchema) },
  responses: { 200: RESERVATION, ...PROBLEM_ANSWERS },
});

const release = createRoute({
  ...COMMON,
  method: "post",
  path: "/v1/reservations/{handle}/release",
  request: { params: HANDLE, body: jsonBody(ReleaseRequestSchema) },
  responses: { 200: RESERVATION, ...PROBLEM_ANSWERS },
});

const extend = createRoute({
  ...COMMON,
  method: "post",
  path: "/v1/reservations/{handle}/extend",
  request: { params: HANDLE, body: jsonBody(ExtendRequestSchema) },
  responses: { 200: RESERVATION, ...PROBLEM_ANSWERS },
});

export const reservationRoutes = new OpenAPIHono<EdgeEnv>({ defaultHook: validationHook })
  .openapi(post, async (c) => c.json(await reserveFrom(c, c.req.valid("json")), 201))
  .openapi(get, async (c) => {
    const handle = ownHandle(c, c.req.valid("param").handle);
    const view = await toLedger(c, (ledger) => ledger.reservation(handle));
    if (view === null) throw new ProblemException("not_found");
    return c.json(await answerOf(c, view), 200);
  })
  .openapi(commit, async (c) => {
    const handle = ownHandle(c, c.req.valid("param").handle);
    const { order } = c.req.valid("json");
    const { keyId } = c.get("caller");
    const answer = await toLedger(c, (ledger) => ledger.commit(handle, order, keyId));
    if (answer.code !== "committed") throw refusal(answer.code);
    nudgeMirror(c);
    return c.json(await answerOf(c, answer.reservation), 200);
  })
  .openapi(release, async (c) => {
    const handle = ownHandle(c, c.req.valid("param").handle);
    const { keyId } = c.get("caller");
    const answer = await toLedger(c, (ledger) => ledger.release(handle, keyId));
    if (answer.code !== "released") throw refusal(answer.code);
    nudgeMirror(c);
    return c.json(await answerOf(c, answer.reservation), 200);
  })
  .openapi(extend, async (c) => {
    const handle = ownHandle(c, c.req.valid("param").handle);
    const { ttl } = c.req.valid("json");
    const { keyId } = c.get("caller");
    const answer = await toLedger(c, (ledger) => ledger.extend(handle, ttl * 1000, keyId));
    if (answer.code !== "extended") throw refusal(answer.code);
    return c.json(await answerOf(c, answer.reservation), 200);
  });
