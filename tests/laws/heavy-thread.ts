/** Prices cases beside, each within so many seconds. */
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { HeavyAnswer } from "./heavy-answer.ts";
import type { Shape } from "./heavy-shape.ts";

export class HeavyThread {
  readonly #caseMs: number;
  #worker: Worker | null = null;

  constructor(caseMs: number) {
    this.#caseMs = caseMs;
  }

  /** Null for a case that could not be published; `late` for one that did not end in time. */
  async price(shape: Shape): Promise<HeavyAnswer | null | "late"> {
    this.#worker ??= new Worker(join(import.meta.dirname, "heavy-worker.ts"));
    const worker = this.#worker;
    const { promise, resolve, reject } = Promise.withResolvers<HeavyAnswer | null | "late">();
    const timer = setTimeout(() => resolve("late"), this.#caseMs);
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.postMessage(shape);
    try {
      const answer = await promise;
      if (answer === "late") await this.end();
      return answer;
    } finally {
      clearTimeout(timer);
      worker.off("message", resolve).off("error", reject);
    }
  }

  async end(): Promise<void> {
    await this.#worker?.terminate();
    this.#worker = null;
  }
}
