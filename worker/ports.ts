/** What the edge's shells take from outside themselves besides their bindings; the local run puts settable ones in their place. */

/** Business time. Read once per request, and once per call of an object. */
export interface Clock {
  now(): number | Promise<number>;
}

/** The one alarm slot of an object. */
export interface Alarms {
  /** Wakes the object at this instant at the latest; null when nothing is due. */
  arm(atMs: number | null): void | Promise<void>;
}
