/** Which time a local instance lives in: the machine's, where crons fire by the minute, or a settable one that others move. */
import type { Miniflare } from "miniflare";
import type { CronDriver } from "./cron.ts";
import type { NodeHandler } from "./door.ts";
import { timelineName } from "./workers.ts";

export interface LocalTime {
  setClock(nowMs: number): Promise<void>;
  tick(): Promise<void>;
  stop(): void;
}

/** The methods of the Timeline object that Node calls. */
interface TimelineRpc {
  now(): Promise<number>;
  advance(toMs: number): Promise<boolean>;
  tick(): Promise<number>;
}

/** Rounds of alarms and crons that one tick may take before the work is taken to be endless. */
const roundsMax = 1_000;
const minuteMs = 60_000;

/** The machine's clock. Crons run at each full minute, one round after the other. */
export function systemTime(crons: CronDriver): LocalTime & { answer: null } {
  let timer: NodeJS.Timeout | null = null;
  const schedule = () => {
    timer = setTimeout(run, minuteMs - (Date.now() % minuteMs));
  };
  const run = async () => {
    await crons.run(Date.now()).catch((error: unknown) => console.error("a cron run failed:", error));
    if (timer) schedule();
  };
  schedule();
  return {
    setClock: () => Promise.reject(new Error("the clock of this instance is not settable")),
    tick: async () => void (await crons.run(Date.now())),
    stop() {
      if (timer) clearTimeout(timer);
      timer = null;
    },
    answer: null,
  };
}

/** The settable clock. Nothing runs by itself: `tick` runs what became due. */
export function settableTime(miniflare: Miniflare, crons: CronDriver): LocalTime & { answer: NodeHandler } {
  const timeline = async () => {
    const namespace = await miniflare.getDurableObjectNamespace("TIMELINE", timelineName);
    // Miniflare's proxy knows no RPC types.
    return namespace.get(namespace.idFromName("timeline")) as unknown as TimelineRpc;
  };
  const time: LocalTime = {
    async setClock(nowMs) {
      const object = await timeline();
      if (await object.advance(nowMs)) return;
      throw new Error(`the clock stands at ${await object.now()} and only moves forward, not to ${nowMs}`);
    },
    async tick() {
      const object = await timeline();
      for (let round = 0; round < roundsMax; round += 1) {
        const ran = (await object.tick()) + (await crons.run(await object.now()));
        if (ran === 0) return;
      }
      throw new Error("there was always something due");
    },
    stop() {},
  };
  return { ...time, answer: (request) => answerClock(request, time, async () => (await timeline()).now()) };
}

/** `GET /local/clock` tells the time; `POST {"now_ms": …}` moves it and runs what is due. */
async function answerClock(request: Request, time: LocalTime, now: () => Promise<number>): Promise<Response> {
  if (request.method === "POST") {
    const nowMs = await readNowMs(request);
    if (nowMs === null) return new Response('expected {"now_ms": …}', { status: 422 });
    try {
      await time.setClock(nowMs);
    } catch (error) {
      return new Response(String(error), { status: 409 });
    }
    await time.tick();
  }
  return Response.json({ now_ms: await now() });
}

async function readNowMs(request: Request): Promise<number | null> {
  const body: unknown = await request.json().catch(() => null);
  if (typeof body !== "object" || body === null || !("now_ms" in body)) return null;
  return Number.isSafeInteger(body.now_ms) ? Number(body.now_ms) : null;
}
