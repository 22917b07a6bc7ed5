/**
 * The Workers of one local instance as Miniflare takes them: each bundled from its source, with its bindings read from its own
 * wrangler.toml. The settable clock comes in by other entry modules, never by a flag in the production ones.
 */
import { dirname, join } from "node:path";
import { type BuildOptions, build } from "esbuild";
import type {
  Request as RuntimeRequest,
  Response as RuntimeResponse,
  V4WorkerOptions,
  V4WorkerOptionsShape,
} from "miniflare";
import { unstable_getMiniflareWorkerOptions, unstable_readConfig } from "wrangler";

export type ClockMode = "system" | "settable";

export const root = join(import.meta.dirname, "..");
export const edgeName = "lidia-edge";
export const controlName = "lidia-control";
export const timelineName = "lidia-timeline";

/** Answers requests to the paths that only a local instance has. */
export type LocalHandler = (request: RuntimeRequest) => Promise<RuntimeResponse>;

export interface WorkersOptions {
  clock: ClockMode;
  secrets: { IDENTITY_SECRET: string; SETUP_TOKEN: string };
  local: LocalHandler;
}

/** The first Worker takes what no route names. */
export async function describeWorkers({ clock, secrets, local }: WorkersOptions): Promise<V4WorkerOptions[]> {
  const settable = clock === "settable";
  const entries = settable
    ? { edge: "local/edge.ts", control: "local/control.ts" }
    : { edge: "local/edge-system.ts", control: "control-plane/index.ts" };
  const { SETUP_TOKEN, ...shared } = secrets;
  const [edge, control, timeline] = await Promise.all([
    describeWorker("wrangler.toml", entries.edge, shared),
    describeWorker("control-plane/wrangler.toml", entries.control, { ...shared, SETUP_TOKEN }),
    settable ? describeTimeline() : null,
  ]);
  const timed = (worker: V4WorkerOptions) =>
    settable ? { ...worker, durableObjects: { ...worker.durableObjects, TIMELINE: timelineObject } } : worker;
  return [
    timed(control),
    timed({ ...edge, routes: ["*/v1/*"] }),
    describeLocal(local),
    ...(timeline ? [timeline] : []),
  ];
}

const timelineObject = { className: "Timeline", scriptName: timelineName, useSQLite: true };

/** How a Worker is bundled for workerd: as wrangler does it. */
export function bundleOptions(entry: string) {
  return {
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: "esm",
    platform: "browser",
    conditions: ["workerd", "worker", "browser"],
    external: ["cloudflare:*", "node:*"],
    target: "es2024",
    logLevel: "silent",
  } satisfies BuildOptions;
}

async function bundle(entry: string): Promise<string> {
  const { outputFiles } = await build(bundleOptions(entry));
  return outputFiles[0]?.text ?? "";
}

type Bindings = V4WorkerOptionsShape & { name: string; compatibilityDate: string };

/** What a wrangler.toml says of name, date and bindings. Secrets are left out: the instance has its own. */
export function readBindings(config: string): Bindings {
  const { secrets: _, ...parsed } = unstable_readConfig({ config: join(root, config) });
  const { modulesRules, ...options } = unstable_getMiniflareWorkerOptions(parsed).workerOptions;
  return { ...(options as Bindings), name: parsed.name };
}

/** One Worker: its bindings, its bundled entry, and the given secrets. */
export async function describeWorker(
  config: string,
  entry: string,
  secrets: Record<string, string>,
): Promise<V4WorkerOptions> {
  const options = readBindings(config);
  return {
    ...options,
    ...asModule(entry, await bundle(entry)),
    bindings: { ...options.bindings, ...secrets },
  };
}

async function describeTimeline(): Promise<V4WorkerOptions> {
  const entry = "local/timeline.ts";
  return {
    ...asModule(entry, await bundle(entry)),
    name: timelineName,
    compatibilityDate: readBindings("wrangler.toml").compatibilityDate,
    durableObjects: {
      TIMELINE: timelineObject,
      LEDGER: { className: "Ledger", scriptName: edgeName },
    },
  };
}

/** A Worker in front of Node: the sample shop and the settable clock live there and are never deployed. */
function describeLocal(local: LocalHandler): V4WorkerOptions {
  return {
    ...asModule("local/door.js", "export default { fetch: (request, env) => env.NODE.fetch(request) };"),
    name: "lidia-local",
    compatibilityDate: readBindings("wrangler.toml").compatibilityDate,
    routes: ["*/shop", "*/shop/*", "*/local/*"],
    serviceBindings: { NODE: local },
  };
}

function asModule(entry: string, contents: string) {
  const path = join(root, dirname(entry), `${entry.split("/").pop()?.replace(/\.ts$/, ".js")}`);
  return { modules: [{ type: "ESModule" as const, path, contents }], modulesRoot: "/" };
}
