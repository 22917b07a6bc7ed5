/**
 * `npm test`: every check and every test. Each check counts as one; the last line counts over everything, and the exit code is 0
 * only if nothing failed.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundleBounds, checkDeploy } from "./deploy-size.ts";
import { runStep, staticSteps } from "./step.ts";

interface Count {
  passed: number;
  failed: number;
}

/** What vitest's JSON report says; a file that does not load has no tests, and counts as one failure. */
interface Report {
  numPassedTests: number;
  numFailedTests: number;
  testResults: { status: string; assertionResults: unknown[] }[];
}

function countChecks(outcomes: boolean[]): Count {
  const passed = outcomes.filter(Boolean).length;
  return { passed, failed: outcomes.length - passed };
}

function countTests(): Count {
  const folder = mkdtempSync(join(tmpdir(), "lidia-test-"));
  try {
    const path = join(folder, "report.json");
    const command: [string, ...string[]] = [
      "vitest",
      "run",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${path}`,
    ];
    const ended = runStep({ name: "tests", command });
    if (!existsSync(path)) return { passed: 0, failed: 1 };
    const report: Report = JSON.parse(readFileSync(path, "utf8"));
    const unloaded = report.testResults.filter(
      (file) => file.status === "failed" && file.assertionResults.length === 0,
    ).length;
    const failed = report.numFailedTests + unloaded;
    // An error outside any test fails the run without failing one.
    return { passed: report.numPassedTests, failed: failed === 0 && !ended ? 1 : failed };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const checks = countChecks([
  ...staticSteps.map((step) => runStep(step)),
  ...bundleBounds.map((bound) => checkDeploy(bound)),
]);
const tests = countTests();
const failed = checks.failed + tests.failed;
console.log(`${checks.passed + tests.passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
