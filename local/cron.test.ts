import { expect, test } from "vitest";
import { cronMatches, latestDue, makeCronDriver } from "./cron.ts";

/** A Sunday. */
const at = (hour: number, minute: number) => Date.UTC(2026, 10, 1, hour, minute);

test.each<[expression: string, atMs: number, matches: boolean]>([
  ["* * * * *", at(3, 7), true],
  ["7 3 * * *", at(3, 7), true],
  ["7 3 * * *", at(3, 8), false],
  ["*/5 * * * *", at(3, 10), true],
  ["*/5 * * * *", at(3, 11), false],
  ["0-10,30 * * * *", at(3, 10), true],
  ["0-10,30 * * * *", at(3, 11), false],
  ["5-20/5 * * * *", at(3, 15), true],
  ["10/20 * * * *", at(3, 50), true],
  ["* * */2 * *", at(3, 0), true],
  ["* * */2 * *", at(27, 0), false],
  ["* * * 11 1", at(3, 0), true],
  ["* * * 11 2", at(3, 0), false],
])("%s at %i: %s", (expression, atMs, matches) => {
  expect(cronMatches(expression, atMs)).toBe(matches);
});

test("what is not an expression is refused", () => {
  expect(() => cronMatches("* * *", 0)).toThrow("five fields");
  expect(() => cronMatches("MON * * * *", 0)).toThrow("not a cron field");
});

test("the latest due minute lies after the last run and not after now", () => {
  expect(latestDue("0 * * * *", at(1, 0), at(3, 7))).toBe(at(3, 0));
  expect(latestDue("0 * * * *", at(3, 0), at(3, 7))).toBe(null);
  expect(latestDue("0 * * * *", at(2, 59), at(3, 0))).toBe(at(3, 0));
  expect(latestDue("0 0 31 2 *", Number.NEGATIVE_INFINITY, at(3, 0))).toBe(null);
});

test("the driver calls each expression once, however long the clock jumped", async () => {
  const calls: [string, number][] = [];
  const crons = makeCronDriver(["* * * * *", "0 0 * * *"], async (cron, dueMs) => {
    calls.push([cron, dueMs]);
  });
  expect(await crons.run(at(3, 7))).toBe(2);
  expect(await crons.run(at(3, 7))).toBe(0);
  expect(await crons.run(at(5, 7))).toBe(1);
  expect(calls).toEqual([
    ["* * * * *", at(3, 7)],
    ["0 0 * * *", at(0, 0)],
    ["* * * * *", at(5, 7)],
  ]);
});
