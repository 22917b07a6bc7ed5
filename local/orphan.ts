/**
 * workerd outlives a Node process that was killed with SIGKILL, and goes on holding the database files. So its pid is recorded in
 * the state folder, and the next start on that folder ends that very process, if its parent is gone.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

interface ProcessRow {
  pid: number;
  parent: number;
  name: string;
}

/** The workerd processes that this Node process runs. */
export function ownRuntimes(): number[] {
  return listProcesses()
    .filter((row) => row.parent === process.pid && row.name.endsWith("workerd"))
    .map((row) => row.pid);
}

/** Writes down which workerd serves this state folder, and for which Node process. */
export function recordRuntime(stateFolder: string, pid: number): void {
  writeFileSync(recordPath(stateFolder), JSON.stringify({ pid, parent: process.pid }));
}

/** Takes the record away after an orderly end. */
export function forgetRuntime(stateFolder: string): void {
  rmSync(recordPath(stateFolder), { force: true });
}

/** Ends the workerd that an earlier run left behind; throws if that run is still alive, since two cannot share a folder. */
export async function endOrphan(stateFolder: string): Promise<void> {
  const path = recordPath(stateFolder);
  if (!existsSync(path)) return;
  const record: { pid: number; parent: number } = JSON.parse(readFileSync(path, "utf8"));
  const found = findRuntime(record.pid);
  if (found?.parent === record.parent) {
    throw new Error(`process ${record.parent} already serves the state folder \`${stateFolder}\``);
  }
  if (found && isOrphan(found)) {
    process.kill(record.pid, "SIGKILL");
    while (findRuntime(record.pid)) await new Promise((resolve) => setTimeout(resolve, 20));
  }
  forgetRuntime(stateFolder);
}

/** A process whose parent died belongs to the first process, or to the systemd of its user. */
function isOrphan({ parent }: ProcessRow): boolean {
  return parent === 1 || listProcesses().some((row) => row.pid === parent && row.name === "systemd");
}

function findRuntime(pid: number): ProcessRow | undefined {
  return listProcesses().find((row) => row.pid === pid && row.name.endsWith("workerd"));
}

function listProcesses(): ProcessRow[] {
  const { stdout } = spawnSync("ps", ["-A", "-o", "pid=,ppid=,comm="], { encoding: "utf8" });
  return stdout.split("\n").flatMap((line) => {
    const match = /^\s*(\d+)\s+(\d+)\s+(.+?)\s*$/.exec(line);
    return match ? [{ pid: Number(match[1]), parent: Number(match[2]), name: match[3] ?? "" }] : [];
  });
}

function recordPath(stateFolder: string): string {
  return join(stateFolder, "workerd.json");
}
