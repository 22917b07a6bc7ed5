/** A process of its own that prices the cases of the seeds it is given and prints their digests, one a line. */
import { digestsOf } from "./decision-bytes.ts";

console.log(digestsOf(process.argv.slice(2).map(Number)).join("\n"));
