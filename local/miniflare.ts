/** How workerd is run: on a loopback port of its own, with its files in the state folder, without calls to the outside. */
import { join } from "node:path";
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare, type V4WorkerOptions } from "miniflare";

/** `onRestart` is called when Miniflare has replaced a workerd that died. */
export function openMiniflare(
  stateFolder: string,
  workers: V4WorkerOptions[],
  onRestart: () => void,
): Miniflare {
  return new Miniflare(
    convertV4MiniflareOptions({
      workers,
      host: "127.0.0.1",
      port: 0,
      log: new Log(LogLevel.WARN),
      logRequests: false,
      // No network tells the country of a caller here, and none is asked.
      cf: {},
      resourcePersistencePath: join(stateFolder, "v3"),
      unsafeHandleRuntimeRestart: onRestart,
    }),
  );
}
