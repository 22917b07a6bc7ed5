/** Makes a workload and writes it to files, so that the processes that measure load bytes and nothing else. */
import { existsSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { compiledEngine } from "../adapters/compiled.ts";
import { ENGINES, type EngineName } from "../adapters/engines.ts";
import { loopEngine, matchesSome } from "../adapters/loop.ts";
import { AT_MS } from "../workload/moment.ts";
import { makeWorkload, type Workload, type WorkloadSpec } from "../workload/workload.ts";
import type { BuildRequest, Built, BuiltRules } from "./protocol.ts";

export async function build({ folder, spec, engines }: BuildRequest): Promise<Built> {
  const workload = makeWorkload(spec, matchesSome);
  const cartsPath = join(folder, `carts-${nameOf(spec)}.json`);
  writeFileSync(cartsPath, JSON.stringify(workload.carts));
  const rules: BuiltRules[] = [];
  for (const engine of engines) rules.push(await buildRules(folder, workload, engine));
  return { cartsPath, rules, matchesPerCart: await matchesPerCart(workload) };
}

function nameOf({ series, promotions, cart }: WorkloadSpec): string {
  return `${series}-${promotions}-${cart.lines}-${cart.segments}`;
}

/** Rules do not depend on the carts but in `steady`, which has one sort of carts. */
async function buildRules(folder: string, workload: Workload, engine: EngineName): Promise<BuiltRules> {
  const { series, promotions } = workload.spec;
  const path = join(folder, `rules-${series}-${promotions}-${engine}.bin`);
  try {
    if (!existsSync(path)) writeFileSync(path, (await ENGINES[engine]()).publish(workload));
    return { engine, path, bytes: statSync(path).size, problem: null };
  } catch (error) {
    return { engine, path: "", bytes: 0, problem: error instanceof Error ? error.message : String(error) };
  }
}

async function matchesPerCart(workload: Workload): Promise<number> {
  const engine = workload.spec.series === "rivals" ? compiledEngine : loopEngine;
  const matcher = await engine.load(engine.publish(workload));
  let matches = 0;
  for (const cart of workload.carts) matches += (await matcher.match(cart, AT_MS)).length;
  return matches / workload.carts.length;
}
