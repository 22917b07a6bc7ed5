/** What a schema found wrong, as details of a problem document; an unknown field is named by its own path. */
import type * as z from "zod";
import type { ProblemDetail } from "./problem.ts";

/** All problems at once. `prefix` is the place of the fields when that is not the body. */
export function problemDetails(error: z.core.$ZodError, prefix = ""): ProblemDetail[] {
  return error.issues.flatMap((issue) => {
    const base = prefix === "" ? issue.path : [prefix, ...issue.path];
    if (issue.code !== "unrecognized_keys") {
      return [{ path: pathOf(base), code: issue.code, message: issue.message }];
    }
    return issue.keys.map((key) => ({
      path: pathOf([...base, key]),
      code: "unrecognized_key",
      message: "is not a known field",
    }));
  });
}

function pathOf(path: readonly PropertyKey[]): string {
  return path.map(String).join(".");
}
