/** The publisher object of production: publisher-object.ts on the system clock. */
import { systemClock } from "../ports.ts";
import { PublisherObject } from "./publisher-object.ts";

export class Publisher extends PublisherObject {
  protected readonly clock = systemClock;
}
