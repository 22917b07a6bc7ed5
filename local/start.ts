/** `npm start`: the whole product on this machine until Ctrl-C. Options: --port, --state, --host, --clock=settable. */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Instance, startInstance } from "./instance.ts";
import { afterStart } from "./welcome.ts";
import { root } from "./workers.ts";

let ending = false;

/**
 * Ends everything in order at the first signal, or when the launcher is gone. A service manager sends SIGTERM to the whole group, so
 * it comes twice; only a second Ctrl-C means that somebody does not want to wait.
 */
function endOnSignal(instance: Instance): void {
  const end = async (code: number) => {
    if (ending) return;
    ending = true;
    await instance.stop();
    process.exit(code);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    // Miniflare's own handlers leave at once, in the middle of what runs.
    process.removeAllListeners(signal);
    process.on(signal, () => (ending && signal === "SIGINT" ? process.exit(1) : end(0)));
  }
  if (process.send) process.on("disconnect", () => end(1));
}

async function start(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: "8787" },
      state: { type: "string", default: join(root, ".state") },
      host: { type: "string", default: "127.0.0.1" },
      clock: { type: "string", default: "system" },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error("`--port` takes 0 to 65535");
  if (values.clock !== "system" && values.clock !== "settable") {
    throw new Error("`--clock` takes `system` or `settable`");
  }
  const instance = await startInstance({
    port,
    stateFolder: values.state,
    host: values.host,
    clock: values.clock,
  });
  endOnSignal(instance);
  await afterStart(instance, values.state);
}

start().catch((error: unknown) => {
  // What `afterStart` was doing when the instance was stopped under it.
  if (ending) return;
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
