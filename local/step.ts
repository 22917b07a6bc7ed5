/** One command of a check: run at the repository's root, its output shown, its time and outcome said in a line. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { root } from "./workers.ts";

export interface Step {
  name: string;
  /** A program of node_modules/.bin and its arguments. */
  command: [string, ...string[]];
  folder?: string;
}

/** Whether the command ended well. */
export function runStep({ name, command: [program, ...args], folder = "." }: Step): boolean {
  const startMs = performance.now();
  const { status, error } = spawnSync(join(root, "node_modules/.bin", program), args, {
    cwd: join(root, folder),
    stdio: "inherit",
    env: { ...process.env, WRANGLER_SEND_METRICS: "false", WRANGLER_LOG: "warn" },
  });
  if (error) console.error(error.message);
  const passed = status === 0;
  console.log(`${passed ? "✓" : "✗"} ${name} (${((performance.now() - startMs) / 1000).toFixed(1)} s)`);
  return passed;
}

/** Format, lint and types: what both `npm run check` and `npm test` begin with. */
export const staticSteps: Step[] = [
  { name: "format and lint", command: ["biome", "check", "--error-on-warnings", "."] },
  { name: "types", command: ["tsc", "-b"] },
];
