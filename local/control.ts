/** The control Worker of a local instance with a settable clock; control-plane/index.ts with other ports. */
import { createControl } from "../control-plane/control.ts";
import { settableClock } from "./settable.ts";

export { Publisher } from "../control-plane/publish/publisher.ts";

export default createControl({ clock: settableClock });
