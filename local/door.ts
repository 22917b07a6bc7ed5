/**
 * The paths that Node answers in a local instance: the sample shop, whose server holds a secret key, and the settable clock. The
 * requests come in through workerd like all others, so everything stays on one port and one origin.
 */
import { Response as RuntimeResponse } from "miniflare";
import type { LocalHandler } from "./workers.ts";

export type NodeHandler = (request: Request) => Promise<Response>;

export interface Door {
  /** Lets `handler` answer `path` and everything under it. */
  serve(path: string, handler: NodeHandler): void;
  answer: LocalHandler;
}

export function makeDoor(): Door {
  const handlers = new Map<string, NodeHandler>();
  return {
    serve: (path, handler) => handlers.set(path, handler),
    async answer(request) {
      const { pathname } = new URL(request.url);
      for (const [path, handler] of handlers) {
        if (pathname !== path && !pathname.startsWith(`${path}/`)) continue;
        const hasBody = request.method !== "GET" && request.method !== "HEAD";
        const response = await handler(
          new Request(request.url, {
            method: request.method,
            headers: [...request.headers],
            ...(hasBody ? { body: await request.arrayBuffer() } : {}),
          }),
        );
        return new RuntimeResponse(await response.arrayBuffer(), {
          status: response.status,
          headers: [...response.headers],
        });
      }
      return new RuntimeResponse("nothing is served here", { status: 404 });
    },
  };
}
