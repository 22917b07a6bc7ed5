/**
 * `POST /v1/prices`: what articles cost a shopper before there is a cart: the shopper's own catalogue promotions, by the rules and facts of
 * a quote. An article of which nobody knows a price is told in its place.
 */
import { createRoute, OpenAPIHono } from "@hono/zod-openapi";
import { every } from "hono/combine";
import { articlePrices } from "../../shared/evaluate/article-prices.ts";
import {
  type Price,
  type Prices,
  type PricesRequest,
  PricesRequestSchema,
  PricesSchema,
} from "../../shared/model/prices.ts";
import { type ResolvedArticles, resolveArticles } from "../../shared/quote/resolve-articles.ts";
import { authenticate } from "../auth.ts";
import { limitBody } from "../body-limit.ts";
import type { EdgeEnv } from "../env.ts";
import { refuseBody, validationHook } from "../problem.ts";
import { BY_KEY, jsonAnswer, jsonBody, PROBLEM_ANSWERS } from "../route-parts.ts";
import { pricingCall } from "./pricing-call.ts";
import { type PricingContext, readContext } from "./pricing-context.ts";

const prices = createRoute({
  method: "post",
  path: "/v1/prices",
  tags: ["prices"],
  security: BY_KEY,
  middleware: every(authenticate({ scope: "quote", unconfirmed: true }), limitBody),
  request: { body: jsonBody(PricesRequestSchema) },
  responses: { 200: jsonAnswer("a price a product, in their order", PricesSchema), ...PROBLEM_ANSWERS },
});

export const priceRoutes = new OpenAPIHono<EdgeEnv>({ defaultHook: validationHook }).openapi(
  prices,
  async (c) => {
    const request = c.req.valid("json");
    const call = await pricingCall(c, request.customer, "");
    const around = await readContext(call, {
      asking: request,
      prefix: "",
      wanted: {
        skus: request.products.map(({ sku }) => sku),
        tree: request.products.some(({ facts }) => facts?.categories !== undefined),
      },
    });
    if (!around.ok) throw around.problem;
    const resolved = resolveArticles(request, around.read.context);
    if (!resolved.ok) throw refuseBody(resolved.problems);
    return c.json(answerOf(request, around.read, resolved), 200);
  },
);

type Resolved = Extract<ResolvedArticles, { ok: true }>;

function answerOf(request: PricesRequest, around: PricingContext, resolved: Resolved): Prices {
  const { snapshot, context, customerAgeS } = around;
  return {
    at: new Date(context.atMs).toISOString(),
    currency: request.currency,
    tax_mode: request.tax_mode,
    snapshot: snapshot.state,
    ...(customerAgeS === null ? {} : { customer_age_s: customerAgeS }),
    estimate: resolved.estimate || !around.confirmed,
    prices: pricesOf(request, around, resolved),
  };
}

function pricesOf(request: PricesRequest, around: PricingContext, { facts, lines }: Resolved): Price[] {
  const { plan } = around.snapshot;
  const { atMs } = around.context;
  const lowered = plan === null ? [] : articlePrices(plan, facts, atMs, around.masked.left_out);
  return request.products.map(({ sku }, index): Price => {
    const place = lines[index] ?? -1;
    const line = facts.lines[place];
    if (line === undefined) return { sku, code: "sku_unknown" };
    const { price, parts } = lowered[place] ?? { price: line.catalog, parts: [] };
    return { sku, list: line.list, price, lowered: parts, on_sale: price < line.list };
  });
}
