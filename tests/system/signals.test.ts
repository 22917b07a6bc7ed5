/** However the local run ends, nothing stays behind and nothing that was acknowledged is lost. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { endedInOrder, isAlive, type StartedCommand, startCommand, until } from "./command.ts";

const started: StartedCommand[] = [];
let stateFolder = "";
let ownerKey = "";

beforeAll(() => {
  stateFolder = mkdtempSync(join(tmpdir(), "lidia-signals-"));
});

afterAll(() => {
  for (const { launcher, runtime } of started) {
    for (const pid of [launcher.pid, runtime.parent, runtime.pid])
      if (pid && isAlive(pid)) process.kill(pid, "SIGKILL");
  }
  rmSync(stateFolder, { recursive: true });
});

/** Starts on the same folder each time; the demo shop of the first time must be there. */
async function start(): Promise<StartedCommand> {
  const command = await startCommand(stateFolder);
  started.push(command);
  if (ownerKey === "") ownerKey = await shopOwner();
  const response = await fetch(`${command.url}/api/v1/company`, {
    headers: { authorization: `Bearer ${ownerKey}` },
  });
  expect(response.status).toBe(200);
  return command;
}

/** The first start makes the demo shop and keeps its keys. */
async function shopOwner(): Promise<string> {
  const file = join(stateFolder, "shop-keys.json");
  await until(() => existsSync(file));
  const { owner }: { owner: string } = JSON.parse(readFileSync(file, "utf8"));
  return owner;
}

function send(command: StartedCommand, signal: NodeJS.Signals, to: "launcher" | "group" = "launcher"): void {
  const pid = command.launcher.pid ?? 0;
  process.kill(to === "group" ? -pid : pid, signal);
}

// A terminal sends Ctrl-C to the group, a service manager SIGTERM too: then it comes to Node twice, and to workerd itself.
test.each([
  ["SIGINT", "group"],
  ["SIGTERM", "group"],
  ["SIGTERM", "launcher"],
  ["SIGHUP", "launcher"],
  ["SIGKILL", "launcher"],
] as const)("%s to the %s ends every process of it", async (signal, to) => {
  const command = await start();
  send(command, signal, to);
  const code = await command.ended;
  if (signal !== "SIGKILL") expect(code).toBe(0);
  await until(() => !isAlive(command.runtime.parent) && !isAlive(command.runtime.pid));
  expect(endedInOrder(stateFolder)).toBe(true);
});

test("a workerd left behind by a killed Node is ended by the next start, and the data are there", async () => {
  const killed = await start();
  process.kill(killed.runtime.parent, "SIGKILL");
  await killed.ended;
  expect(isAlive(killed.runtime.pid)).toBe(true);
  const next = await start();
  expect(isAlive(killed.runtime.pid)).toBe(false);
  send(next, "SIGTERM");
  await next.ended;
});

test("a workerd that is killed is replaced, and the data are there", async () => {
  const command = await start();
  process.kill(command.runtime.pid, "SIGKILL");
  await until(() =>
    fetch(`${command.url}/v1/health`).then(
      (response) => response.ok,
      () => false,
    ),
  );
  const response = await fetch(`${command.url}/api/v1/company`, {
    headers: { authorization: `Bearer ${ownerKey}` },
  });
  expect(response.status).toBe(200);
  send(command, "SIGTERM");
  expect(await command.ended).toBe(0);
  expect(endedInOrder(stateFolder)).toBe(true);
});
