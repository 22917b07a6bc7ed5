/** The settable clock: one for both Workers and every object, forward only, for this machine only. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Instance, startInstance } from "../../local/instance.ts";

const folder = mkdtempSync(join(tmpdir(), "lidia-clock-"));
const noonMs = Date.UTC(2017, 2, 4, 12);

afterAll(() => rmSync(folder, { recursive: true }));

async function timeAt(url: string): Promise<number> {
  const health: { at: string } = JSON.parse(await (await fetch(url)).text());
  return Date.parse(health.at);
}

describe("an instance with a settable clock", () => {
  let instance: Instance;

  beforeAll(async () => {
    instance = await startInstance({ port: 0, stateFolder: join(folder, "settable"), clock: "settable" });
  });

  afterAll(() => instance.stop());

  test("both Workers live in the time that was set", async () => {
    await instance.setClock(noonMs);
    await instance.tick();
    expect(await timeAt(`${instance.url}/v1/health`)).toBe(noonMs);
    expect(await timeAt(`${instance.url}/api/v1/health`)).toBe(noonMs);
  });

  test("the clock moves forward only", async () => {
    await instance.setClock(noonMs + 1);
    await expect(instance.setClock(noonMs)).rejects.toThrow("only moves forward");
    await instance.setClock(noonMs + 1);
    expect(await timeAt(`${instance.url}/v1/health`)).toBe(noonMs + 1);
  });

  test("it is moved over HTTP too", async () => {
    const move = (body: unknown) =>
      fetch(`${instance.url}/local/clock`, { method: "POST", body: JSON.stringify(body) });
    expect(await (await move({ now_ms: noonMs + 60_000 })).json()).toEqual({ now_ms: noonMs + 60_000 });
    expect((await move({ now_ms: noonMs })).status).toBe(409);
    expect((await move({ now: 1 })).status).toBe(422);
    expect((await move(null)).status).toBe(422);
  });
});

test("it stands where it stood after a restart", async () => {
  const options = { port: 0, stateFolder: join(folder, "again"), clock: "settable" } as const;
  const first = await startInstance(options);
  await first.setClock(noonMs);
  await first.stop();
  const second = await startInstance(options);
  expect(await timeAt(`${second.url}/v1/health`)).toBe(noonMs);
  await second.stop();
});

test("it is refused on any host but this one", async () => {
  const options = { port: 0, stateFolder: join(folder, "open"), clock: "settable", host: "0.0.0.0" } as const;
  await expect(startInstance(options)).rejects.toThrow("this machine only");
});

test("without it, nothing sets the time", async () => {
  const instance = await startInstance({ port: 0, stateFolder: join(folder, "system"), clock: "system" });
  expect((await fetch(`${instance.url}/local/clock`)).status).toBe(404);
  await expect(instance.setClock(noonMs)).rejects.toThrow("not settable");
  expect(Math.abs((await timeAt(`${instance.url}/v1/health`)) - Date.now())).toBeLessThan(60_000);
  await instance.stop();
});
