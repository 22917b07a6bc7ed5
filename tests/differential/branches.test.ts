/** Branches are told from counts as Node writes them. */
import { expect, test } from "vitest";
import { branchesOf } from "./branches.ts";

const text = `function f(x) {
  if (x) { g(); }
  const y = x ? 1 : 2;
  return list[y] ?? 0;
}
function idle() { return x ? 1 : 2; }
`;
const at = (part: string) => text.indexOf(part);
const range = (from: string, to: string, count: number) => ({
  startOffset: at(from),
  endOffset: at(to) + to.length,
  count,
});

test("arms, a missing else, what an index demands, and functions that nothing called", () => {
  const found = branchesOf("f.ts", text, [
    { startOffset: 0, endOffset: text.length, count: 1 },
    range("function f", "?? 0;\n}", 3),
    range("{ g(); }", "{ g(); }", 3),
    range("? 1", "? 1", 2),
    range(": 2", ": 2", 1),
    range("function idle", "{ return x ? 1 : 2; }", 0),
  ]);
  expect(found).toEqual({ all: 4, taken: 3, missed: ["f.ts:2 no else"], idle: ["f.ts:6"] });
});
