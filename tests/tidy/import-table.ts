/**
 * Who may import whom. The rooms stand in docs/ARCHITECTURE.md; here is the exact table. Tests may import everything, and only tests
 * may import the reference evaluator.
 */
import { importsOf } from "./imports.ts";
import { type Check, isTest, sources } from "./tree.ts";

interface Room {
  /** Folders and packages whose values may be imported. */
  values: readonly string[];
  /** Folders of which types alone may be imported. */
  types: readonly string[];
}

const money = "shared/money";
const time = "shared/time";
const model = "shared/model";
const rules = "shared/rules";
const snapshot = "shared/snapshot";
const evaluate = "shared/evaluate";
const compile = "shared/compile";
const ledger = "shared/ledger";
const quote = "shared/quote";
const experiments = "shared/experiments";
const authoring = [rules, model, money, time, snapshot, "zod"];

const rooms: Readonly<Record<string, Room>> = {
  "shared/money": { values: [], types: [] },
  "shared/time": { values: [money, "temporal-polyfill"], types: [model] },
  "shared/model": { values: [money, time, "zod"], types: [] },
  "shared/rules": { values: [model, money, time, "zod"], types: [] },
  "shared/snapshot": { values: [model], types: [rules] },
  "shared/compile": { values: authoring, types: [] },
  "shared/validate": { values: [...authoring, compile, evaluate], types: [] },
  "shared/experiments": { values: [], types: [model] },
  "shared/quote": { values: [money, time, model, experiments], types: [] },
  "shared/evaluate": { values: [snapshot, rules, model, money, time], types: [] },
  "shared/ledger": { values: [model, money, time], types: [] },
  "shared/reference": { values: ["temporal-polyfill"], types: [model, rules] },
  worker: {
    values: [
      money,
      time,
      model,
      rules,
      snapshot,
      evaluate,
      ledger,
      quote,
      "hono",
      "@hono/zod-openapi",
      "zod",
      "jose",
      "cloudflare:",
      "node:",
    ],
    types: [],
  },
  "control-plane": {
    values: [
      ...authoring,
      compile,
      evaluate,
      ledger,
      quote,
      "shared/validate",
      "hono",
      "@hono/zod-openapi",
      "drizzle-orm",
      "drizzle-kit",
      "cloudflare:",
      "node:",
    ],
    types: [],
  },
  sdk: { values: [quote, money, model], types: [] },
};

export const checkImportTable: Check = (tree) =>
  sources(tree).flatMap(([path, text]) => {
    if (isTest(path)) return [];
    const home = roomOf(path);
    return importsOf(path, text).flatMap(({ target, isPackage, typesOnly }) => {
      if (!isPackage && !tree.has(target)) return [`${path} imports \`${target}\`, which does not exist`];
      if (target.startsWith("shared/reference/") && home !== "shared/reference") {
        return [`${path} imports the reference evaluator: only tests may`];
      }
      const room = home === null ? null : rooms[home];
      if (!room || (!isPackage && target.startsWith(`${home}/`))) return [];
      const allowed = typesOnly ? [...room.values, ...room.types] : room.values;
      if (allowed.some((entry) => covers(entry, target))) return [];
      return [`${path} imports \`${target}\`: ${home} may not`];
    });
  });

/** Files that import one another at run time cannot be understood, or loaded, one by one. */
export const checkCycles: Check = (tree) => {
  const edges = new Map(
    sources(tree).map(([path, text]) => [
      path,
      importsOf(path, text)
        .filter((each) => !each.isPackage && !each.typesOnly)
        .map((each) => each.target),
    ]),
  );
  const problems: string[] = [];
  const done = new Set<string>();
  const visit = (path: string, trail: string[]) => {
    const at = trail.indexOf(path);
    if (at >= 0) problems.push(`cycle: ${[...trail.slice(at), path].join(" → ")}`);
    if (at >= 0 || done.has(path)) return;
    for (const next of edges.get(path) ?? []) visit(next, [...trail, path]);
    done.add(path);
  };
  for (const path of edges.keys()) visit(path, []);
  return problems;
};

/** The narrowest row of the table; null for what may import everything. */
function roomOf(path: string): string | null {
  const [top = "", folder = ""] = path.split("/");
  const candidates = [`${top}/${folder}`, top];
  return candidates.find((name) => name in rooms) ?? (top === "shared" ? unlisted(path) : null);
}

function unlisted(path: string): never {
  throw new Error(`${path} lies in no room of the import table`);
}

function covers(entry: string, target: string): boolean {
  return target === entry || target.startsWith(entry.endsWith(":") ? entry : `${entry}/`);
}
