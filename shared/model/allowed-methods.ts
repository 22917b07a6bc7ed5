/** Which methods a path has, to tell a wrong method (405, with `Allow`) from a wrong path (404). */

/** A route as hono lists it: parameters as `:name` or `:name{pattern}`, middleware as the method ALL. */
interface Route {
  method: string;
  path: string;
}

/** The methods of a path, sorted; none for a path that no route has. */
export function allowedMethods(routes: readonly Route[]): (path: string) => string[] {
  const patterns = routes
    .filter(({ method, path }) => method !== "ALL" && path !== "/*")
    .map(({ method, path }) => ({
      method,
      pattern: new RegExp(`^${path.replaceAll(/:[a-z_]+(?:\{[^}]*\})?/g, "[^/]+")}$`),
    }));
  return (path) => {
    const methods = patterns.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method);
    return [...new Set(methods)].sort();
  };
}
