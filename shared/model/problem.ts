/** RFC 9457 problem documents: one shape and one closed list of codes for both Workers. */
import * as z from "zod";

export const PROBLEMS = {
  json_invalid: { status: 400, title: "the body is not valid JSON" },
  key_missing: { status: 401, title: "an API key is required" },
  key_invalid: { status: 401, title: "the API key is not valid" },
  scope_missing: { status: 403, title: "the key lacks the scope" },
  origin_refused: { status: 403, title: "the key does not allow this origin" },
  token_required: { status: 403, title: "a publishable key needs a customer token" },
  token_invalid: { status: 403, title: "the customer token is not valid" },
  facts_not_trusted: { status: 403, title: "facts are accepted from secret keys only" },
  setup_refused: { status: 403, title: "set-up is done or the token is wrong" },
  not_found: { status: 404, title: "there is nothing here" },
  method_not_allowed: { status: 405, title: "the method is not allowed here" },
  id_conflict: { status: 409, title: "the id is in use with other content" },
  idempotency_conflict: { status: 409, title: "the idempotency key was used with other content" },
  already_exists: { status: 409, title: "it exists already" },
  version_conflict: { status: 409, title: "it was changed since it was read" },
  state_conflict: { status: 409, title: "its state does not allow this" },
  quote_changed: { status: 409, title: "the price is not what was expected" },
  customer_required: { status: 409, title: "a promotion counts per customer and nobody is named" },
  order_exists: { status: 409, title: "the order belongs to another reservation" },
  already_committed: { status: 409, title: "the reservation is committed" },
  already_released: { status: 409, title: "the reservation was released" },
  hold_expired: { status: 409, title: "the hold has expired" },
  stopped: { status: 409, title: "the promotion was stopped and its holds voided" },
  body_too_large: { status: 413, title: "the body is too large" },
  media_type: { status: 415, title: "the body must be application/json" },
  invalid: { status: 422, title: "the request has problems" },
  tax_mode_mismatch: { status: 422, title: "the cart's tax mode is not the store's" },
  currency_mismatch: { status: 422, title: "the cart's currency is not the store's" },
  store_unknown: { status: 422, title: "the store is not known" },
  sku_unknown: { status: 422, title: "an article has no price" },
  cart_empty: { status: 422, title: "a cart without lines cannot be reserved" },
  cart_too_large: { status: 422, title: "the cart's sum is beyond what can be computed exactly" },
  rules_invalid: { status: 422, title: "the rule set has problems" },
  rate_limited: { status: 429, title: "too many requests" },
  internal: { status: 500, title: "something is wrong on our side" },
  retry: { status: 503, title: "not now, try again" },
} as const;

export type ProblemCode = keyof typeof PROBLEMS;

const codes = Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]];

export const ProblemSchema = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.enum(codes),
  detail: z.string().optional(),
  errors: z.array(z.strictObject({ path: z.string(), code: z.string(), message: z.string() })).optional(),
  request_id: z.string(),
});
export type Problem = z.infer<typeof ProblemSchema>;
export type ProblemDetail = NonNullable<Problem["errors"]>[number];
