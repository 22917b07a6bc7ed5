/** The edge Worker of a local instance on the machine's clock: as in production, but what was published is seen by the next quote. */
import { createEdge } from "../worker/app.ts";
import { systemClock } from "../worker/system-ports.ts";

export { Ledger } from "../worker/ledger.ts";

export default createEdge({ clock: systemClock, afresh: true });
