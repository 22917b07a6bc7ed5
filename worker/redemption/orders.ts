/** `/v1/orders`: an order that needs no hold, reserved and committed in one transaction; and a committed order by its external id. */
import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { every } from "hono/combine";
import {
  QuoteChangedSchema,
  RecordOrderRequestSchema,
  ReservationSchema,
} from "../../shared/model/reservation.ts";
import { authenticate } from "../auth.ts";
import { limitBody } from "../body-limit.ts";
import type { EdgeEnv } from "../env.ts";
import { ProblemException, validationHook } from "../problem.ts";
import { BY_KEY, jsonAnswer, jsonBody, PROBLEM_ANSWERS } from "../route-parts.ts";
import { answerOf, nudgeMirror, reserveFrom, toLedger } from "./redemption-call.ts";

const COMMON = {
  tags: ["orders"],
  security: BY_KEY,
  middleware: every(authenticate({ scope: "reserve" }), limitBody),
};

const record = createRoute({
  ...COMMON,
  method: "post",
  path: "/v1/orders",
  request: { body: jsonBody(RecordOrderRequestSchema) },
  responses: {
    201: jsonAnswer("the committed order", ReservationSchema),
    409: {
      description: "nothing is recorded; with `quote_changed` the decision as it would be now",
      content: { "application/problem+json": { schema: QuoteChangedSchema } },
    },
    ...PROBLEM_ANSWERS,
  },
});

const get = createRoute({
  ...COMMON,
  method: "get",
  path: "/v1/orders/{external_id}",
  request: { params: z.object({ external_id: z.string() }) },
  responses: { 200: jsonAnswer("the committed order", ReservationSchema), ...PROBLEM_ANSWERS },
});

export const orderRoutes = new OpenAPIHono<EdgeEnv>({ defaultHook: validationHook })
  .openapi(record, async (c) => {
    const reservation = await reserveFrom(c, c.req.valid("json"));
    nudgeMirror(c);
    return c.json(reservation, 201);
  })
  .openapi(get, async (c) => {
    const { external_id: externalId } = c.req.valid("param");
    const view = await toLedger(c, (ledger) => ledger.order(externalId));
    if (view === null) throw new ProblemException("not_found");
    return c.json(await answerOf(c, view), 200);
  });
