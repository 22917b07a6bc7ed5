/**
 * What the edge's HTTP side takes from outside itself besides its bindings. The local run puts a settable clock in its place and reads
 * everything afresh; production has the system clock and the ages of shared/model/limits.ts.
 */
import type { Clock } from "./ports.ts";

export interface EdgePorts {
  /** Business time: schedules, expiry of keys and tokens. Ages of what an isolate remembers are real time always. */
  clock: Clock;
  /** Read pointer and keys again for each request instead of trusting what is remembered. */
  afresh: boolean;
}
