/** The control Worker of a local instance with a settable clock; control-plane/index.ts with other ports. */
import { createControl } from "../control-plane/control.ts";
import { PublisherObject } from "../control-plane/publish/publisher-object.ts";
import { settableClock } from "./settable.ts";

export class Publisher extends PublisherObject {
  protected readonly clock = settableClock;
}

export default createControl({ clock: settableClock });
