/** What the control Worker takes from outside itself besides its bindings; the local run puts settable ones in their place. */

/** Read once per request or event. */
export interface Clock {
  now(): number | Promise<number>;
}

export interface ControlPorts {
  clock: Clock;
}

/** The production clock. */
export const systemClock: Clock = { now: () => Date.now() };
