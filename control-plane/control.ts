/** The control Worker over its ports: one shape for production (index.ts) and for the local run with its settable clock. */
import { createApp } from "./app.ts";
import { sweepAgeBands, sweepDueRecords } from "./customers/edge-record.ts";
import { openDatabase } from "./db/database.ts";
import { sweepIdempotency } from "./db/idempotency.ts";
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
      const db = openDatabase(env);
      const nowMs = await ports.clock.now();
      const sweeps = {
        publishing: () => sweepPublishing(env, db),
        mirror: () => sweepMirror(mirrorPorts(env, ports)),
        age_bands: () => sweepAgeBands(env, db, nowMs),
        customer_records: () => sweepDueRecords(env, db, nowMs),
        idempotency: () => sweepIdempotency(db, nowMs),
      };
      for (const [sweep, run] of Object.entries(sweeps)) await attempt(sweep, run);
    },
  } satisfies ExportedHandler<Env>;
}

/** One sweep that fails must not keep the others from their work; the next minute tries it again. */
async function attempt(sweep: string, run: () => Promise<unknown>): Promise<void> {
  try {
    await run();
  } catch (error) {
    console.error(JSON.stringify({ sweep, error: String(error) }));
  }
}
