/**
 * Problem documents (RFC 9457) of the edge. Handlers throw `ProblemException` for what a caller did or must do; everything that a
 * library refuses on its own (broken JSON, a missing content type, a failed schema) ends in the same shape.
 */
import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type * as z from "zod";
import { LIMITS } from "../shared/model/limits.ts";
import { PROBLEMS, type Problem, type ProblemCode, type ProblemDetail } from "../shared/model/problem.ts";
import { problemDetails } from "../shared/model/problem-details.ts";
import type { EdgeEnv } from "./env.ts";

interface ProblemParts {
  detail?: string;
  errors?: ProblemDetail[];
  /** Further members of the document, such as the decision of `quote_changed`. */
  members?: Record<string, unknown>;
  headers?: Record<string, string>;
}

/** An expected refusal of a request. */
export class ProblemException extends Error {
  readonly code: ProblemCode;
  readonly parts: ProblemParts;

  constructor(code: ProblemCode, parts: ProblemParts = {}) {
    super(`${code}: ${parts.detail ?? PROBLEMS[code].title}`);
    this.code = code;
    this.parts = parts;
  }
}

/** Not now: nothing happened, or nobody knows; the same call again is safe. */
export function retryLater(detail: string): ProblemException {
  return new ProblemException("retry", { detail });
}

/** Problems found in a body that its schema allows. The first of the gravest code names the document. */
export function refuseBody(
  problems: readonly ProblemDetail[],
  headers: Record<string, string> = {},
): ProblemException {
  const codes = problems.map((problem) => problem.code).filter(isProblemCode);
  const byStatus = [...codes].sort((a, b) => PROBLEMS[a].status - PROBLEMS[b].status);
  return new ProblemException(byStatus[0] ?? "invalid", { errors: [...problems], headers });
}

function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(PROBLEMS, code);
}

/** A refusal as a problem document, without what a response says beside it. */
export function problemDocument(c: Context<EdgeEnv>, problem: ProblemException): Problem {
  const { status, title } = PROBLEMS[problem.code];
  const { detail, errors = [] } = problem.parts;
  return {
    type: `/docs/problems#${problem.code}`,
    title,
    status,
    code: problem.code,
    ...(detail === undefined ? {} : { detail }),
    ...(errors.length === 0 ? {} : { errors: errors.slice(0, LIMITS.problemErrors) }),
    request_id: c.get("requestId"),
  };
}

/** Writes a problem document. */
export function problemResponse(c: Context<EdgeEnv>, problem: ProblemException): Response {
  const { status } = PROBLEMS[problem.code];
  const { members, headers } = problem.parts;
  const body = { ...problemDocument(c, problem), ...members };
  return c.body(JSON.stringify(body), status as ContentfulStatusCode, {
    "content-type": "application/problem+json",
    ...(status === 401 ? { "www-authenticate": "Bearer" } : {}),
    ...(status === 503 ? { "retry-after": "1" } : {}),
    ...headers,
  });
}

const BY_STATUS: Partial<Record<number, ProblemCode>> = { 400: "json_invalid", 415: "media_type" };

/** A refusal as it is, a library's refusal by its status, anything else as ours. */
export function problemOf(c: Context<EdgeEnv>, error: unknown): ProblemException {
  if (error instanceof ProblemException) return error;
  if (error instanceof HTTPException) {
    const code = BY_STATUS[error.status];
    if (code !== undefined) return new ProblemException(code);
  }
  const stack = error instanceof Error ? error.stack : undefined;
  console.error(JSON.stringify({ request_id: c.get("requestId"), error: String(error), stack }));
  return new ProblemException("internal");
}

/** `app.onError`. */
export function onError(error: Error, c: Context<EdgeEnv>): Response {
  return problemResponse(c, problemOf(c, error));
}

type HookResult = { success: true } | { success: false; error: z.core.$ZodError };

/** `defaultHook` of every router: all problems of a body at once. */
export function validationHook(result: HookResult): void {
  if (!result.success) throw new ProblemException("invalid", { errors: problemDetails(result.error) });
}
