/** Reads a body no further than its bound, by counting what really comes: a declared length may lie or be missing. */
import { createMiddleware } from "hono/factory";
import { LIMITS } from "../shared/model/limits.ts";
import type { EdgeEnv } from "./env.ts";
import { ProblemException } from "./problem.ts";

/** Refuses a body above LIMITS.edgeBodyBytes; hands on one that was read whole. */
export const limitBody = createMiddleware<EdgeEnv>(async (c, next) => {
  const { raw } = c.req;
  if (raw.body !== null) {
    if (Number(raw.headers.get("content-length") ?? 0) > LIMITS.edgeBodyBytes) throw tooLarge();
    const body = await readUpTo(raw.body, LIMITS.edgeBodyBytes);
    if (body === null) throw tooLarge();
    c.req.raw = new Request(raw, { body });
  }
  await next();
});

function tooLarge(): ProblemException {
  return new ProblemException("body_too_large", { detail: `at most ${LIMITS.edgeBodyBytes} bytes` });
}

/** The bytes of a stream; null, and the stream cancelled, as soon as there are more than `most`. */
async function readUpTo(stream: ReadableStream<Uint8Array>, most: number): Promise<Uint8Array | null> {
  const reader = stream.getReader();
  const chunks: Uint8Array[] = [];
  let count = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    count += value.byteLength;
    if (count > most) {
      await reader.cancel();
      return null;
    }
    chunks.push(value);
  }
  const bytes = new Uint8Array(count);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}
