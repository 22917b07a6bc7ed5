/**
 * Refuses bodies that nest deeper than any schema of ours, before a validator walks down them: schemas of conditions contain themselves, so
 * a deep enough body would exhaust the stack.
 */
import type { MiddlewareHandler } from "hono";
import { LIMITS } from "../../shared/model/limits.ts";
import type { ControlEnv } from "../env.ts";
import { ProblemException } from "./problem.ts";

/** Greatest nesting of lists and objects in a JSON text; brackets inside strings do not count. */
export function jsonDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (inString) {
      if (character === "\\") at += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === "{" || character === "[") {
      depth += 1;
      deepest = Math.max(deepest, depth);
    } else if (character === "}" || character === "]") depth -= 1;
  }
  return deepest;
}

export const refuseDeepJson: MiddlewareHandler<ControlEnv> = async (c, next) => {
  if (c.req.method !== "GET" && jsonDepth(await c.req.text()) > LIMITS.jsonDepth) {
    const message = `nests deeper than ${LIMITS.jsonDepth} levels`;
    throw new ProblemException("invalid", undefined, [{ path: "", code: "too_deep", message }]);
  }
  await next();
};
