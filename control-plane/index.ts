/** The control Worker in production. */
import { createControl } from "./control.ts";
import { systemClock } from "./ports.ts";

export { Publisher } from "./publish/publisher.ts";

export default createControl({ clock: systemClock });
