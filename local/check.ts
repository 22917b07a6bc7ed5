/** `npm run check`: format, lint, types and tidiness, in under a minute. */
import { runStep, staticSteps } from "./step.ts";

const steps = [
  ...staticSteps,
  { name: "tidy", command: ["vitest", "run", "--project", "core", "tests/tidy"] as [string, ...string[]] },
];
const failed = steps.filter((step) => !runStep(step));
process.exitCode = failed.length === 0 ? 0 : 1;
