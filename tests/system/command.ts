/** `npm start` as a person runs it: the launcher in a process group of its own, on a free port and a state folder of its own. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";

const repository = join(import.meta.dirname, "../..");
const patienceMs = 60_000;

export interface StartedCommand {
  launcher: ChildProcess;
  url: string;
  /** The Node process under the launcher, and the workerd under that. */
  runtime: { pid: number; parent: number };
  ended: Promise<number | null>;
}

/** Starts the command and waits until both Workers answer. */
export async function startCommand(stateFolder: string, args: string[] = []): Promise<StartedCommand> {
  const port = await freePort();
  const launcher = spawn(
    process.execPath,
    ["local/run.cjs", "local/start.ts", "--port", String(port), "--state", stateFolder, ...args],
    { cwd: repository, detached: true, stdio: "ignore" },
  );
  const ended = new Promise<number | null>((resolve) => launcher.once("exit", resolve));
  const url = `http://127.0.0.1:${port}`;
  await until(async () => (await answers(`${url}/v1/health`)) && (await answers(`${url}/api/v1/health`)));
  return { launcher, url, runtime: JSON.parse(readFileSync(recordOf(stateFolder), "utf8")), ended };
}

/** Whether the instance of this folder ended in order: it took its record along. */
export function endedInOrder(stateFolder: string): boolean {
  return !existsSync(recordOf(stateFolder));
}

/** Whether a process is there and runs (a zombie does not). */
export function isAlive(pid: number): boolean {
  const { stdout } = spawnSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" });
  return stdout.trim() !== "" && !stdout.startsWith("Z");
}

/** Asks again until it holds; throws when that takes too long. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const giveUpMs = Date.now() + patienceMs;
  while (!(await holds())) {
    if (Date.now() > giveUpMs) throw new Error("it did not come about");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    (response) => response.ok,
    () => false,
  );
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("the port has no number");
  return address.port;
}

function recordOf(stateFolder: string): string {
  return join(stateFolder, "workerd.json");
}
