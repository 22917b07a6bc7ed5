import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, onTestFinished, test } from "vitest";
import { centsOf, readTable } from "./csv.ts";

test.each([
  ["0", 0],
  ["2", 200],
  ["2.5", 250],
  ["0.07", 7],
  ["1.10", 110],
  ["8.29", 829],
  ["123456789.99", 12_345_678_999],
])("an amount is read from its text: %s", (dollars, cents) => {
  expect(centsOf(dollars)).toBe(cents);
});

test.each(["", "-1", "1.234", "4.440892e-16", "1,5", ".5", "1."])("`%s` is not an amount", (dollars) => {
  expect(() => centsOf(dollars)).toThrow(/not an amount/);
});

test("a table is read by the names of its columns, plain or gzipped", () => {
  const folder = mkdtempSync(join(tmpdir(), "demo-csv-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "plain.csv"), 'a,b,c\n1,"x, y",\n');
  writeFileSync(join(folder, "packed.csv.gz"), gzipSync("b,a\n2,007\n"));
  expect(readTable(folder, "plain", ["c", "b"])).toEqual([{ b: "x, y", c: "" }]);
  expect(readTable(folder, "packed", ["a"])).toEqual([{ a: "007" }]);
  expect(() => readTable(folder, "packed", ["c"])).toThrow("table `packed` has no column `c`");
});
