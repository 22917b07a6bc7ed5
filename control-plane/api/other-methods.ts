/** Which methods a path has, to tell a wrong method (405) from a wrong path (404). */

interface Route {
  method: string;
  path: string;
}

/** Gives the methods of a path; none for a path that no route has. */
export function otherMethods(routes: readonly Route[]): (path: string) => string[] {
  const patterns = routes
    .filter(({ method, path }) => method !== "ALL" && path !== "/*")
    .map(({ method, path }) => ({
      method,
      pattern: new RegExp(`^${path.replaceAll(/:[a-z_]+(?:\{[^}]*\})?/g, "[^/]+")}$`),
    }));
  return (path) => [
    ...new Set(patterns.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method)),
  ];
}
