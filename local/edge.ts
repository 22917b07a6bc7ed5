/** The edge Worker of a local instance with a settable clock: worker/index.ts and worker/ledger.ts with other ports. */
import { createEdge } from "../worker/app.ts";
import type { Env } from "../worker/env.ts";
import { LedgerObject } from "../worker/redemption/ledger-object.ts";
import { settableAlarms, settableClock } from "./settable.ts";

export class Ledger extends LedgerObject<Env> {
  protected override readonly clock = settableClock;
  protected override readonly alarms = settableAlarms("LEDGER", this.ctx.id.name ?? "");

  /** `alarm` cannot be called from outside, so the Timeline calls this. */
  runAlarm(): Promise<void> {
    return this.alarm();
  }
}

export default createEdge({ clock: settableClock, afresh: true });
