/**
 * Problem documents (RFC 9457) of the control plane. Handlers throw `ProblemException`; everything that a library throws or refuses on
 * its own (broken JSON, a missing content type, a failed schema, an unknown path) ends in the same shape.
 */
import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type * as z from "zod";
import { LIMITS } from "../../shared/model/limits.ts";
import { PROBLEMS, type Problem, type ProblemCode, type ProblemDetail } from "../../shared/model/problem.ts";
import { problemDetails } from "../../shared/model/problem-details.ts";
import type { ControlEnv } from "../env.ts";

/** An expected refusal of a request. */
export class ProblemException extends Error {
  readonly code: ProblemCode;
  readonly detail: string | undefined;
  readonly errors: ProblemDetail[];

  constructor(code: ProblemCode, detail?: string, errors: ProblemDetail[] = []) {
    super(`${code}: ${detail ?? PROBLEMS[code].title}`);
    this.code = code;
    this.detail = detail;
    this.errors = errors;
  }
}

/** 404 for what does not exist and for what belongs to somebody else: the same body. */
export function notFound(): ProblemException {
  return new ProblemException("not_found");
}

/** 422 that names one field. */
export function invalidField(path: string, message: string, code = "invalid"): ProblemException {
  return new ProblemException("invalid", undefined, [{ path, code, message }]);
}

/** Writes a problem document. */
export function problemResponse(c: Context<ControlEnv>, problem: ProblemException): Response {
  const { status, title } = PROBLEMS[problem.code];
  const body: Problem = {
    type: `/docs/problems#${problem.code}`,
    title,
    status,
    code: problem.code,
    ...(problem.detail === undefined ? {} : { detail: problem.detail }),
    ...(problem.errors.length === 0 ? {} : { errors: problem.errors.slice(0, LIMITS.problemErrors) }),
    request_id: c.get("requestId"),
  };
  const headers: Record<string, string> = { "content-type": "application/problem+json" };
  if (status === 401) headers["www-authenticate"] = "Bearer";
  if (status === 503) headers["retry-after"] = "1";
  return c.body(JSON.stringify(body), status as ContentfulStatusCode, headers);
}

const BY_STATUS: Partial<Record<number, ProblemCode>> = {
  400: "json_invalid",
  401: "key_invalid",
  404: "not_found",
  413: "body_too_large",
  415: "media_type",
};

/** `app.onError`: a refusal as it is, a library's refusal by its status, anything else as ours. */
export function onError(error: Error, c: Context<ControlEnv>): Response {
  if (error instanceof ProblemException) return problemResponse(c, error);
  if (error instanceof HTTPException) {
    const code = BY_STATUS[error.status];
    if (code !== undefined) return problemResponse(c, new ProblemException(code));
  }
  console.error(JSON.stringify({ request_id: c.get("requestId"), error: String(error), stack: error.stack }));
  return problemResponse(c, new ProblemException("internal"));
}

type HookResult =
  | { success: true; target: string; data: unknown }
  | { success: false; target: string; error: z.core.$ZodError };

/** `defaultHook` of every router: all problems of a request at once. Fields of the body stand bare, others after their place. */
export function validationHook(result: HookResult): void {
  if (result.success) return;
  const prefix = result.target === "json" ? "" : result.target;
  throw new ProblemException("invalid", undefined, problemDetails(result.error, prefix));
}
