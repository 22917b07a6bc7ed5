/** The edge Worker in production. */
import { createEdge } from "./app.ts";
import { systemClock } from "./system-ports.ts";

export { Ledger } from "./ledger.ts";

export default createEdge({ clock: systemClock, afresh: false });
