/** Runs ranges of seeds in several processes at once, until all are done, one differs or the time is up. */
import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import type { SeedRange, ShardAnswer } from "./seed-ranges.ts";

export interface ShardRun {
  ranges: SeedRange[];
  processes: number;
  /** No range is begun after this. */
  endsAtMs: number;
  onAnswer: (answer: ShardAnswer) => void;
}

/** The first answer that tells of a difference; null if there was none. */
export async function runShards({
  ranges,
  processes,
  endsAtMs,
  onAnswer,
}: ShardRun): Promise<ShardAnswer | null> {
  const waiting = [...ranges];
  let differing: ShardAnswer | null = null;
  const next = () => (differing === null && Date.now() < endsAtMs ? waiting.shift() : undefined);
  const take = (answer: ShardAnswer) => {
    if (answer.found !== null) differing ??= answer;
    onAnswer(answer);
  };
  await Promise.all(Array.from({ length: Math.min(processes, ranges.length) }, () => runOne(next, take)));
  return differing;
}

function runOne(next: () => SeedRange | undefined, take: (answer: ShardAnswer) => void): Promise<void> {
  const child = fork(join(import.meta.dirname, "shard.ts"));
  return new Promise((resolve, reject) => {
    const send = () => sendNext(child, next());
    child.on("message", (answer: ShardAnswer) => {
      take(answer);
      send();
    });
    child.on("error", reject);
    child.on("exit", (code) => (code === 0 ? resolve() : reject(new Error(`a shard ended with ${code}`))));
    send();
  });
}

function sendNext(child: ChildProcess, range: SeedRange | undefined): void {
  if (range === undefined) child.disconnect();
  else child.send(range);
}
