/**
 * The rules of this tree that a machine can hold. Each check runs on the repository, where it must find nothing, and on a planted
 * tree, where it must find what was planted.
 */
import { describe, expect, test } from "vitest";
import { checkBarrels, checkCalls } from "./tidy/calls.ts";
import { checkLinks, checkTitles } from "./tidy/documents.ts";
import { checkCycles, checkImportTable } from "./tidy/import-table.ts";
import { checkMigrations } from "./tidy/migrations.ts";
import { checkFileNames, checkTypeNames } from "./tidy/names.ts";
import { checkRuleNumbers } from "./tidy/rule-numbers.ts";
import { checkFileSizes, checkFunctionSizes } from "./tidy/sizes.ts";
import { type Check, readTree } from "./tidy/tree.ts";
import { checkUnused } from "./tidy/unused.ts";

interface Row {
  what: string;
  check: Check;
  planted: Record<string, string>;
  /** Exactly what the check says of the planted tree. */
  found: string[];
}

const lines = (count: number) => "const a = 1;\n".repeat(count);

const rows: Row[] = [
  {
    what: "imports follow the table",
    check: checkImportTable,
    planted: {
      "shared/money/a.ts": 'import { LIMITS } from "../model/limits.ts";',
      "shared/model/limits.ts": 'import { z } from "zod";\nimport { readFileSync } from "node:fs";',
      "shared/snapshot/a.ts": 'import type { R } from "../rules/r.ts";\nimport { r } from "../rules/r.ts";',
      "shared/rules/r.ts": 'import { gone } from "./gone.ts";',
      "shared/reference/a.ts": 'import { LIMITS } from "../model/limits.ts";',
      "worker/app.ts":
        'import { Hono } from "hono";\nimport "../control-plane/app.ts";\nimport "drizzle-orm/d1";',
      "control-plane/app.ts": 'const a = () => import("../shared/reference/a.ts");',
      "control-plane/app.test.ts": 'import "../shared/reference/a.ts";',
      "local/a.ts": 'import "../worker/app.ts";',
    },
    found: [
      "shared/money/a.ts imports `shared/model/limits.ts`: shared/money may not",
      "shared/model/limits.ts imports `node:fs`: shared/model may not",
      "shared/snapshot/a.ts imports `shared/rules/r.ts`: shared/snapshot may not",
      "shared/rules/r.ts imports `shared/rules/gone.ts`, which does not exist",
      "shared/reference/a.ts imports `shared/model/limits.ts`: shared/reference may not",
      "worker/app.ts imports `control-plane/app.ts`: worker may not",
      "worker/app.ts imports `drizzle-orm`: worker may not",
      "control-plane/app.ts imports the reference evaluator: only tests may",
    ],
  },
  {
    what: "no file imports itself over others",
    check: checkCycles,
    planted: {
      "worker/a.ts": 'import { b } from "./b.ts";',
      "worker/b.ts": 'import { c } from "./c.ts";',
      "worker/c.ts": 'import { a } from "./a.ts";\nimport type { d } from "./d.ts";',
      "worker/d.ts": 'import type { c } from "./c.ts";',
    },
    found: ["cycle: worker/a.ts → worker/b.ts → worker/c.ts → worker/a.ts"],
  },
  {
    what: "files have at most 400 lines",
    check: checkFileSizes,
    planted: { "worker/a.ts": lines(400), "worker/b.ts": lines(401) },
    found: ["worker/b.ts has 401 lines of 400"],
  },
  {
    what: "functions have at most 70 lines",
    check: checkFunctionSizes,
    planted: {
      "worker/a.ts": `function a() {\n${lines(68)}}`,
      "worker/b.ts": `\nfunction b() {\n${lines(69)}}`,
      "worker/c.ts": `class C {\n  m = () => {\n${lines(69)}}\n}`,
      "worker/d.test.ts": `describe.each([1])("many", () => {\n${lines(90)}});\ntest("one", () => {\n${lines(90)}});`,
    },
    found: [
      "worker/b.ts:2 has a function of 71 lines of 70",
      "worker/c.ts:2 has a function of 71 lines of 70",
      "worker/d.test.ts:93 has a function of 92 lines of 70",
    ],
  },
  {
    what: "file names say something",
    check: checkFileNames,
    planted: {
      "worker/cart-utils.ts": "",
      "worker/database.ts": "",
      "worker/base.test.ts": "",
      "worker/MyCart.ts": "",
    },
    found: [
      "worker/cart-utils.ts: `utils` says nothing in a file's name",
      "worker/base.test.ts: `base` says nothing in a file's name",
      "worker/MyCart.ts: file names are kebab-case",
    ],
  },
  {
    what: "type names say something",
    check: checkTypeNames,
    planted: {
      "worker/a.ts": "interface CartInfo {}\ntype Database = 1;\nclass LedgerManager {}\ntype DataRow = 2;",
    },
    found: [
      "worker/a.ts: `Info` says nothing in the type `CartInfo`",
      "worker/a.ts: `Manager` says nothing in the type `LedgerManager`",
      "worker/a.ts: `Data` says nothing in the type `DataRow`",
    ],
  },
  {
    what: "the core calls no clock, chance or locale",
    check: checkCalls,
    planted: {
      "shared/time/a.ts": [
        "const a = Date.now();",
        "const b = new Date(0);",
        "const c = Math.random();",
        "const d = new Intl.Collator();",
        'const e = "a".localeCompare("b");',
        "const f = (1).toLocaleString();",
        "const g = Date.UTC(2026, 0);",
        "const h = Math.max(1, 2);",
        "// Date.now() in a comment",
      ].join("\n"),
      "shared/time/a.test.ts": "const a = Date.now();",
      "worker/a.ts": "const a = Date.now();",
    },
    found: [
      "shared/time/a.ts:1 uses `now`",
      "shared/time/a.ts:2 uses `new Date`",
      "shared/time/a.ts:3 uses `Math.random`",
      "shared/time/a.ts:4 uses `Intl`",
      "shared/time/a.ts:5 uses `localeCompare`",
      "shared/time/a.ts:6 uses `toLocaleString`",
    ],
  },
  {
    what: "there are no barrels",
    check: checkBarrels,
    planted: {
      "worker/a.ts": 'export * from "./b.ts";',
      "worker/b.ts": 'export { c } from "./c.ts";\nexport type { D } from "./d.ts";',
      "worker/c.ts": 'export { P } from "./p.ts";\nexport default {};',
    },
    found: ["worker/a.ts has an `export *`", "worker/b.ts only re-exports"],
  },
  {
    what: "every rule is cited by a test, and every cited rule is defined",
    check: checkRuleNumbers,
    planted: {
      "docs/spec/a.md":
        "# A\n\n- **AAA-1** One.\n- **AAA-2** Two, unlike **AAA-9**.\n- **AAA-3** Three.\n- **AAA-4** Four.",
      "docs/spec/b.md": "# B\n\n- **AAA-1** Again.",
      "worker/a.test.ts":
        'test("[AAA-1, AAA-5] one", f);\ntest.each([["[AAA-3] row"]])("%s", f);\ntest(`[AAA-4] row`, f);\n// [AAA-2] only said',
    },
    found: [
      "docs/spec/b.md defines AAA-1, as does docs/spec/a.md",
      "AAA-2 of docs/spec/a.md is cited by no test",
      "worker/a.test.ts cites AAA-5, which docs/spec does not define",
    ],
  },
  {
    what: "every document has one title",
    check: checkTitles,
    planted: {
      "docs/a.md": "# A\n\n```\n# no title\n```\n",
      "docs/b.md": "# B\n\n# B\n",
      "docs/c.md": "## C\n",
    },
    found: ["docs/b.md has 2 titles, not one", "docs/c.md has 0 titles, not one"],
  },
  {
    what: "relative links resolve",
    check: checkLinks,
    planted: {
      "docs/a.md":
        "# A\n\n[b](b.md#the-b-s) [web](https://example.com/x) [gone](../gone.md) [c](b.md#c) `[x](y)` [self](#a)",
      "docs/b.md": "# B\n\n## The `B`-s\n",
    },
    found: [
      "docs/a.md links to `../gone.md`, which is not there",
      "docs/a.md links to `b.md#c`: no heading has that anchor",
    ],
  },
  {
    what: "migrations are numbered without gaps",
    check: checkMigrations,
    planted: {
      "migrations/0000_a.sql": "",
      "migrations/0002_b.sql": "",
      "migrations/meta/_journal.json": '{"entries":[{"tag":"0000_a"}]}',
    },
    found: [
      "migrations/0002_b.sql should have the number 0001",
      "migrations/meta/_journal.json lists 0000_a",
    ],
  },
  {
    what: "nothing is dead",
    check: checkUnused,
    planted: {
      "worker/index.ts": 'import "./a.ts";',
      "worker/a.ts": "",
      "worker/dead.ts": "",
      "worker/a.test.ts": "",
    },
    found: ["nothing imports worker/dead.ts"],
  },
];

describe("the repository is tidy", () => {
  const tree = readTree();
  test.each(rows)("$what", ({ check }) => {
    expect(check(tree)).toEqual([]);
  });
});

describe("the checks find what is planted", () => {
  test.each(rows)("$what", ({ check, planted, found }) => {
    expect(check(new Map(Object.entries(planted)))).toEqual(found);
  });
});
