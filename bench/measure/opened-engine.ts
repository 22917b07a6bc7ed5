/** One engine in this process: loaded once from its file, then asked for answers and batches. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { CartFacts } from "../../shared/model/cart-facts.ts";
import type { Engine, Matcher, Task } from "../adapters/engine.ts";
import { ENGINES } from "../adapters/engines.ts";
import { AT_MS } from "../workload/moment.ts";
import { microsNow } from "./clock.ts";
import type {
  AnswersRequest,
  Batch,
  BatchRequest,
  CartAnswer,
  EffortOfCarts,
  EffortRequest,
  OpenedEngine,
  OpenRequest,
  PerCartRequest,
  ReloadRequest,
} from "./protocol.ts";

export class EngineAtWork {
  readonly #engine: Engine;
  readonly #rulesPath: string;
  readonly #matcher: Matcher;
  readonly #carts: readonly CartFacts[];
  /** What batches make goes here, so that nothing of it can be left out. */
  #sink = 0;

  private constructor(engine: Engine, rulesPath: string, matcher: Matcher, carts: readonly CartFacts[]) {
    this.#engine = engine;
    this.#rulesPath = rulesPath;
    this.#matcher = matcher;
    this.#carts = carts;
  }

  static async open(request: OpenRequest): Promise<{ atWork: EngineAtWork; opened: OpenedEngine }> {
    const engine = await ENGINES[request.engine]();
    const carts = JSON.parse(readFileSync(request.cartsPath, "utf8")) as CartFacts[];
    const memoryBefore = memoryBytes();
    let bytes: Uint8Array | null = new Uint8Array(readFileSync(request.rulesPath));
    const sha256Ms = wallMs(() =>
      createHash("sha256")
        .update(bytes ?? "")
        .digest("hex"),
    );
    const began = performance.now();
    const matcher = await engine.load(bytes);
    const loaded = performance.now();
    const atWork = new EngineAtWork(engine, request.rulesPath, matcher, carts);
    await atWork.#decideFirst(matcher);
    const decided = performance.now();
    bytes = null;
    const opened = {
      name: engine.name,
      version: engine.version,
      runsOnWorkers: engine.runsOnWorkers,
      clock: engine.clock,
      tasks: engine.tasks,
      loadMs: loaded - began,
      firstDecisionMs: decided - began,
      sha256Ms,
      memoryBytes: memoryBytes() - memoryBefore,
    };
    return { atWork, opened };
  }

  async answers({ carts }: AnswersRequest): Promise<CartAnswer[]> {
    const answers: CartAnswer[] = [];
    for (const cart of this.#carts.slice(0, carts)) {
      const eligible = [...(await this.#matcher.match(cart, AT_MS))].sort();
      answers.push({ eligible, sums: this.#matcher.decide?.(cart, AT_MS).sums() ?? null });
    }
    return answers;
  }

  effort({ carts }: EffortRequest): EffortOfCarts | null {
    const { effort } = this.#matcher;
    if (effort === undefined) return null;
    const efforts = this.#carts.slice(0, carts).map((cart) => effort(cart, AT_MS));
    const fuel = efforts.reduce((sum, each) => sum + each.fuel, 0);
    const proven = efforts.filter(({ isProven }) => isProven).length;
    return { carts: efforts.length, fuelPerCart: fuel / efforts.length, proven };
  }

  async batch({ task, carts, leastMs }: BatchRequest): Promise<Batch> {
    const some = this.#carts.slice(0, carts);
    const end = performance.now() + leastMs;
    const began = microsNow(this.#engine.clock);
    let passes = 0;
    do {
      await this.#pass(this.#matcher, task, some);
      passes += 1;
    } while (performance.now() < end);
    return { microsPerCart: (microsNow(this.#engine.clock) - began) / (passes * some.length), passes };
  }

  async reload({ leastMs }: ReloadRequest): Promise<{ loadMs: number; firstDecisionMs: number }> {
    const bytes = new Uint8Array(readFileSync(this.#rulesPath));
    const load = () => this.#engine.load(bytes);
    return {
      loadMs: await this.#meanMs(load, leastMs),
      firstDecisionMs: await this.#meanMs(async () => this.#decideFirst(await load()), leastMs),
    };
  }

  /** Over many calls, since the CPU clock moves in steps of milliseconds. */
  async #meanMs(run: () => unknown, leastMs: number): Promise<number> {
    const end = performance.now() + leastMs;
    const began = microsNow(this.#engine.clock);
    let calls = 0;
    do {
      await run();
      calls += 1;
    } while (performance.now() < end);
    return (microsNow(this.#engine.clock) - began) / calls / 1_000;
  }

  async perCart({ leastMs }: PerCartRequest): Promise<number[]> {
    const micros: number[] = [];
    for (const cart of this.#carts) {
      const end = performance.now() + leastMs;
      const began = microsNow(this.#engine.clock);
      let calls = 0;
      do {
        await this.#pass(this.#matcher, "decide", [cart]);
        calls += 1;
      } while (performance.now() < end);
      micros.push((microsNow(this.#engine.clock) - began) / calls);
    }
    return micros;
  }

  /** Waits only for engines that answer later, so that nobody else pays for it. */
  async #pass(matcher: Matcher, task: Task, carts: readonly CartFacts[]): Promise<void> {
    for (const cart of carts) {
      if (task === "decide" && matcher.decide !== undefined) {
        this.#sink += matcher.decide(cart, AT_MS).toPay;
        continue;
      }
      const eligible = matcher.match(cart, AT_MS);
      this.#sink += (eligible instanceof Promise ? await eligible : eligible).length;
    }
  }

  #decideFirst(matcher: Matcher): Promise<void> {
    return this.#pass(matcher, "decide", this.#carts.slice(0, 1));
  }
}

function wallMs(run: () => unknown): number {
  const began = performance.now();
  run();
  return performance.now() - began;
}

/** After two collections, since the first may leave what finalizers hold. */
function memoryBytes(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
