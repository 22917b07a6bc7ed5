/** The production ports: the platform's clock and an object's own alarm. */
import type { Alarms, Clock } from "./ports.ts";

export const systemClock: Clock = { now: () => Date.now() };

/** The alarm slot of the object that owns this storage. */
export function systemAlarms(storage: DurableObjectStorage): Alarms {
  return {
    arm: (atMs) => (atMs === null ? storage.deleteAlarm() : storage.setAlarm(atMs)),
  };
}
