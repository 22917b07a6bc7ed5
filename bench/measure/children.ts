/** The parent's side of a child process: one request at a time, each within a bounded time. */
import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import type { Answers, Reply, Request } from "./protocol.ts";

const CHILD = join(import.meta.dirname, "../child.ts");
const ANSWER_MS_MAX = 120_000;

export class Child {
  readonly #process: ChildProcess = fork(CHILD, {
    execArgv: ["--expose-gc"],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });

  /** The answer; throws what the child says is wrong with it. */
  async ask<R extends Request>(request: R): Promise<Answers[R["ask"]]> {
    const reply = await this.#reply(request);
    if (!reply.ok) throw new Error(reply.why);
    return reply.answer as Answers[R["ask"]];
  }

  #reply(request: Request): Promise<Reply> {
    return new Promise((resolve, reject) => {
      const settle = (finish: () => void) => {
        clearTimeout(timer);
        this.#process.off("message", onMessage);
        this.#process.off("exit", onExit);
        finish();
      };
      const onMessage = (reply: Reply) => settle(() => resolve(reply));
      const onExit = (code: number | null) =>
        settle(() => reject(new Error(`the process ended with ${code}`)));
      const timer = setTimeout(
        () => settle(() => reject(new Error(`no answer within ${ANSWER_MS_MAX / 1_000} s`))),
        ANSWER_MS_MAX,
      );
      this.#process.on("message", onMessage);
      this.#process.on("exit", onExit);
      this.#process.send(request);
    });
  }

  stop(): void {
    this.#process.kill("SIGKILL");
  }
}

/** Asks one request of a process that lives no longer. */
export async function askFresh<R extends Request>(request: R): Promise<Answers[R["ask"]]> {
  const child = new Child();
  try {
    return await child.ask(request);
  } finally {
    child.stop();
  }
}
