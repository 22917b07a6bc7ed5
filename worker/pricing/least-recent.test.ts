/** The bounded memory of an isolate. */
import { expect, test } from "vitest";
import { LeastRecentMap } from "./least-recent.ts";

test("what was used least recently goes first", () => {
  const memory = new LeastRecentMap<number>(2);
  memory.set("a", 1);
  memory.set("b", 2);
  expect(memory.get("a")).toBe(1);
  memory.set("c", 3);
  expect([memory.get("a"), memory.get("b"), memory.get("c")]).toEqual([1, undefined, 3]);
});

test("weights are counted, also those of what is replaced", () => {
  const memory = new LeastRecentMap<string>(10);
  memory.set("a", "x", 6);
  memory.set("a", "y", 4);
  memory.set("b", "z", 6);
  expect([memory.get("a"), memory.get("b"), memory.size]).toEqual(["y", "z", 2]);
  memory.set("c", "w", 5);
  expect([memory.get("a"), memory.get("b"), memory.get("c")]).toEqual([undefined, undefined, "w"]);
});

test("what is heavier than the bound is not kept and drives nothing out", () => {
  const memory = new LeastRecentMap<string>(10);
  memory.set("a", "x", 6);
  memory.set("b", "y", 11);
  expect([memory.get("a"), memory.get("b")]).toEqual(["x", undefined]);
});
