/** The control Worker over its ports: one shape for production (index.ts) and for the local run with its settable clock. */
import { createApp } from "./app.ts";
import { openDatabase } from "./db/database.ts";
import type { Env } from "./env.ts";
import { mirrorPorts, pullNudged, sweepMirror } from "./ingest/sweep.ts";
import type { ControlPorts } from "./ports.ts";
import { sweepPublishing } from "./publish/sweep.ts";

export function createControl(ports: ControlPorts) {
  const app = createApp(ports);
  return {
    fetch: (request, env, context) => app.fetch(request, env, context),
    queue: (batch, env) => pullNudged(batch, mirrorPorts(env, ports)),
    scheduled: async (_controller, env) => {
      await sweepPublishing(env, openDatabase(env));
      await sweepMirror(mirrorPorts(env, ports));
    },
  } satisfies ExportedHandler<Env>;
}
