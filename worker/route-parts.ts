/** What the routes of the edge are made of: JSON bodies and answers, problem answers. */
import type * as z from "zod";
import { ProblemSchema } from "../shared/model/problem.ts";

/** Security of every route that needs a key. */
export const BY_KEY = [{ api_key: [] }];

/** A required JSON body. */
export function jsonBody<S extends z.ZodType>(schema: S) {
  return { required: true, content: { "application/json": { schema } } } as const;
}

/** A JSON answer. */
export function jsonAnswer<S extends z.ZodType>(description: string, schema: S) {
  return { description, content: { "application/json": { schema } } } as const;
}

const PROBLEM = {
  description: "a problem document",
  content: { "application/problem+json": { schema: ProblemSchema } },
} as const;

/** Every refusal, beside a route's own answers; spread it last. */
export const PROBLEM_ANSWERS = { "4XX": PROBLEM, "5XX": PROBLEM } as const;
