/** The settable ports of a local instance's Workers and objects: each asks the one Timeline object. */
import { env } from "cloudflare:workers";

/** The methods of the Timeline object (timeline.ts) that Workers call. */
interface TimelineRpc {
  now(): Promise<number>;
  arm(binding: string, name: string, dueMs: number | null): Promise<void>;
}

function timeline(): TimelineRpc {
  // The binding exists in settable mode only, so the Workers' own Env does not name it.
  const { TIMELINE } = env as unknown as { TIMELINE: DurableObjectNamespace };
  return TIMELINE.get(TIMELINE.idFromName("timeline")) as unknown as TimelineRpc;
}

export const settableClock = { now: () => timeline().now() };

/** Alarms of the object `name` behind `binding`: registered instead of armed, called by tick. */
export function settableAlarms(binding: string, name: string) {
  return { arm: (dueMs: number | null) => timeline().arm(binding, name, dueMs) };
}
