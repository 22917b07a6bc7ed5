/** Files that nothing imports, and that no command or configuration names, are dead. */
import { importsOf } from "./imports.ts";
import { type Check, isTest, sources } from "./tree.ts";

/** Where something outside the import graph begins. */
const entries = [
  /^vitest\.config\.ts$/,
  /^(worker|control-plane)\/index\.ts$/,
  /^control-plane\/(client|drizzle\.config)\.ts$/,
  /^control-plane\/db\/schema\//,
  /^local\/(start|test|check|assets|edge|edge-system|control|timeline)\.ts$/,
  /^sdk\/(storefront|server)\.ts$/,
  /^(demo|bench)\/[^/]+\.ts$/,
];

export const checkUnused: Check = (tree) => {
  const imported = new Set(
    sources(tree).flatMap(([path, text]) => importsOf(path, text).map((each) => each.target)),
  );
  return sources(tree)
    .map(([path]) => path)
    .filter((path) => !imported.has(path) && !isTest(path) && !entries.some((entry) => entry.test(path)))
    .map((path) => `nothing imports ${path}`);
};
