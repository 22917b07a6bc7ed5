/** Which methods a path has, to tell a wrong method (405) from a wrong path (404). */

interface Route {
  method: string;
  path: string;
}

/** The methods of a path, sorted; none for a path that no route has. */
export function otherMethods(routes: readonly Route[]): (path: string) => string[] {
  const patterns = routes
    .filter(({ method }) => method !== "ALL")
    .map(({ method, path }) => ({
      method,
      pattern: new RegExp(`^${path.replaceAll(/:[a-z_]+/g, "[^/]+")}$`),
    }));
  return (path) => {
    const methods = patterns.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method);
    return [...new Set(methods)].sort();
  };
}
