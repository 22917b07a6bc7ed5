/**
 * From bytes to the first decision: in fresh processes that have done nothing yet, engines in turn, and again in a process that is warm,
 * as when an isolate takes up a new publication. Memory is what stays after a collection.
 */
import type { EngineName } from "../adapters/engines.ts";
import type { WorkloadSpec } from "../workload/workload.ts";
import { askFresh, Child } from "./children.ts";
import { median } from "./clock.ts";
import type { Built, OpenedEngine } from "./protocol.ts";

export interface LoadResult {
  readonly engine: EngineName;
  readonly promotions: number;
  readonly rulesBytes: number;
  readonly sha256Ms: number;
  readonly memoryBytes: number;
  readonly fresh: LoadTimes;
  readonly warm: LoadTimes;
}

export interface LoadTimes {
  readonly loadMs: number;
  readonly firstDecisionMs: number;
}

const WARM_MS = 400;
const WARM_UP_MS = 300;

export async function measureLoads(
  spec: WorkloadSpec,
  engines: readonly EngineName[],
  rounds: number,
  folder: string,
): Promise<LoadResult[]> {
  const built = await askFresh({ ask: "build", folder, spec, engines });
  const fresh = new Map<EngineName, OpenedEngine[]>();
  const warm = new Map<EngineName, LoadTimes>();
  for (let round = 0; round < rounds; round += 1) {
    for (const engine of engines) {
      const loaded = await loadOnce(engine, built, round === 0);
      if (loaded === null) continue;
      fresh.set(engine, [...(fresh.get(engine) ?? []), loaded.opened]);
      if (loaded.warm !== null) warm.set(engine, loaded.warm);
    }
  }
  return engines.flatMap((engine): LoadResult[] => {
    const opened = fresh.get(engine);
    const again = warm.get(engine);
    const rules = rulesOf(built, engine);
    if (opened === undefined || again === undefined || rules === undefined) return [];
    const middle = (of: (one: OpenedEngine) => number) => median(opened.map(of));
    return [
      {
        engine,
        promotions: spec.promotions,
        rulesBytes: rules.bytes,
        sha256Ms: middle((one) => one.sha256Ms),
        memoryBytes: middle((one) => one.memoryBytes),
        fresh: {
          loadMs: middle((one) => one.loadMs),
          firstDecisionMs: middle((one) => one.firstDecisionMs),
        },
        warm: again,
      },
    ];
  });
}

function rulesOf(built: Built, engine: EngineName) {
  return built.rules.find((rules) => rules.engine === engine && rules.problem === null);
}

async function loadOnce(engine: EngineName, built: Built, alsoWarm: boolean) {
  const rules = rulesOf(built, engine);
  if (rules === undefined) return null;
  const child = new Child();
  try {
    const { cartsPath } = built;
    const opened = await child.ask({ ask: "open", engine, rulesPath: rules.path, cartsPath });
    if (!alsoWarm) return { opened, warm: null };
    await child.ask({ ask: "batch", task: "decide", carts: 2, leastMs: WARM_UP_MS });
    return { opened, warm: await child.ask({ ask: "reload", leastMs: WARM_MS }) };
  } finally {
    child.stop();
  }
}
