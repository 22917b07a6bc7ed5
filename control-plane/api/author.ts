/** Who makes a change and when, for the rows that remember it. */
import type { Context } from "hono";
import type { Authorship } from "../db/campaigns.ts";
import type { ControlEnv } from "../env.ts";

export function authorOf(c: Context<ControlEnv>): Authorship {
  return { actor: c.get("caller").actor, nowMs: c.get("nowMs") };
}
