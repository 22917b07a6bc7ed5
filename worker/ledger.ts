/** The production ledger object: the system clock and its own alarm. */
import type { Env } from "./env.ts";
import { LedgerObject } from "./redemption/ledger-object.ts";
import { systemAlarms, systemClock } from "./system-ports.ts";

export class Ledger extends LedgerObject<Env> {
  protected readonly clock = systemClock;
  protected readonly alarms = systemAlarms(this.ctx.storage);
}
