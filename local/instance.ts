/**
 * The whole product on one machine: both Workers in one workerd with its state in a folder, behind one port. `npm start`, the demo
 * and the system tests all start it here. It is not `wrangler dev`, which hangs when workerd is killed.
 */
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { gatherAssets } from "./assets.ts";
import { makeCronDriver } from "./cron.ts";
import { makeDoor, type NodeHandler } from "./door.ts";
import { applyMigrations } from "./migrations.ts";
import { openMiniflare } from "./miniflare.ts";
import { endOrphan, forgetRuntime, ownRuntimes, recordRuntime } from "./orphan.ts";
import { openRouter } from "./router.ts";
import { openSecrets } from "./secrets.ts";
import { settableTime, systemTime } from "./time.ts";
import { type ClockMode, controlName, describeWorkers, readBindings, root } from "./workers.ts";

export interface InstanceOptions {
  /** 0 takes any free port. */
  port: number;
  stateFolder: string;
  clock: ClockMode;
  /** Where the port is open; 127.0.0.1 unless told. */
  host?: string;
}

export interface Instance {
  /** Without a slash at the end. */
  url: string;
  /** Of the workerd that runs now; another one after a crash. */
  readonly workerdPid: number;
  setupToken: string;
  /** Lets a handler in Node answer under a path, such as the sample shop under `/shop`. */
  serve(path: string, handler: NodeHandler): void;
  /** Moves the settable clock forward. */
  setClock(nowMs: number): Promise<void>;
  /** Runs whatever is due by the clock: alarms of objects and cron expressions, until nothing is. */
  tick(): Promise<void>;
  stop(): Promise<void>;
}

const loopbackHosts = ["127.0.0.1", "localhost"];
const knownRuntimes = new Set<number>();

/** Starts an instance; it serves when the promise resolves. Start one after the other within one process. */
export async function startInstance(options: InstanceOptions): Promise<Instance> {
  const { port, clock, host = "127.0.0.1" } = options;
  if (clock === "settable" && !loopbackHosts.includes(host)) {
    throw new Error("a settable clock is for this machine only: leave the host at 127.0.0.1");
  }
  const stateFolder = resolve(options.stateFolder);
  mkdirSync(stateFolder, { recursive: true });
  await endOrphan(stateFolder);
  gatherAssets();
  const secrets = openSecrets(stateFolder);
  const door = makeDoor();
  let workerdPid = 0;
  const noteRuntime = () => {
    workerdPid = ownRuntimes().find((pid) => !knownRuntimes.has(pid)) ?? workerdPid;
    knownRuntimes.add(workerdPid);
    recordRuntime(stateFolder, workerdPid);
  };
  const workers = await describeWorkers({ clock, secrets, local: door.answer });
  const miniflare = openMiniflare(stateFolder, workers, noteRuntime);
  try {
    const target = await miniflare.ready;
    noteRuntime();
    await applyMigrations(await miniflare.getD1Database("DB", controlName), join(root, "migrations"));
    const crons = makeCronDriver(
      readBindings("control-plane/wrangler.toml").cronTriggers ?? [],
      async (cron, dueMs) => {
        const control = await miniflare.getWorker(controlName);
        await control.scheduled({ cron, scheduledTime: new Date(dueMs) });
      },
    );
    const time = clock === "settable" ? settableTime(miniflare, crons) : systemTime(crons);
    if (time.answer) door.serve("/local/clock", time.answer);
    const router = await openRouter(host, port, Number(target.port));
    return {
      url: `http://${host}:${router.port}`,
      get workerdPid() {
        return workerdPid;
      },
      setupToken: secrets.SETUP_TOKEN,
      serve: door.serve,
      setClock: time.setClock,
      tick: time.tick,
      async stop() {
        time.stop();
        await router.close();
        await miniflare.dispose();
        forgetRuntime(stateFolder);
      },
    };
  } catch (error) {
    await miniflare.dispose();
    forgetRuntime(stateFolder);
    throw error;
  }
}
