/** Bodies that nest too deep are refused before anything walks down them. */
import { describe, expect, it } from "vitest";
import { jsonDepth } from "./json-depth.ts";

describe("nesting of a JSON text", () => {
  it.each([
    ["1", 0],
    ["{}", 1],
    ['{"a":[1,{"b":2}],"c":[]}', 3],
    ['{"a":"[[[[","b":"\\\\\\"[["}', 1],
    [`${"[".repeat(101)}${"]".repeat(101)}`, 101],
  ])("of %s is %i", (text, depth) => {
    expect(jsonDepth(text)).toBe(depth);
  });
});
