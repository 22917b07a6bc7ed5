/**
 * The one port that people and shops see. workerd listens on a port of its own before the database is migrated, so this pipe opens
 * only when everything is ready; and it waits for a workerd that is being restarted instead of refusing.
 */
import { connect, createServer, type Server, type Socket } from "node:net";

const patienceMs = 10_000;
const retryMs = 50;

export interface Router {
  port: number;
  close(): Promise<void>;
}

/** Opens `port` (0: any free one) and pipes each connection to `targetPort` on this machine. */
export async function openRouter(host: string, port: number, targetPort: number): Promise<Router> {
  const sockets = new Set<Socket>();
  const server = createServer((caller) => {
    sockets.add(caller);
    caller.on("close", () => sockets.delete(caller));
    caller.on("error", () => caller.destroy());
    reach(caller, targetPort, Date.now() + patienceMs);
  });
  await listen(server, host, port);
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the port has no number");
  return {
    port: address.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function reach(caller: Socket, targetPort: number, giveUpMs: number): void {
  const target = connect(targetPort, "127.0.0.1");
  target.once("connect", () => {
    caller.pipe(target);
    target.pipe(caller);
    caller.once("close", () => target.destroy());
    target.once("close", () => caller.destroy());
  });
  target.on("error", () => {
    target.destroy();
    const again = target.bytesRead === 0 && target.bytesWritten === 0 && Date.now() < giveUpMs;
    if (!again || caller.destroyed) caller.destroy();
    else setTimeout(() => reach(caller, targetPort, giveUpMs), retryMs);
  });
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(error.code === "EADDRINUSE" ? new Error(`port ${port} is in use; try \`--port 0\``) : error),
    );
    server.listen(port, host, () => resolve());
  });
}
