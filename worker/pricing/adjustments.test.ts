/** What is left out and granted, after one answer of the ledger and after several. */
import { expect, test } from "vitest";
import type { Shortage } from "../../shared/ledger/rpc.ts";
import { adjusted, maskedOut, type Shortfall } from "./adjustments.ts";

const short = (promotion: string, granted: number | null, limit = "uses"): Shortage => ({
  promotion,
  limit,
  per: granted === null ? "total" : "budget",
  granted,
});
const answer = (given: Partial<Shortfall>): Shortfall => ({
  shortages: [],
  stopped: [],
  exhausted: [],
  ...given,
});
const after = (...answers: Partial<Shortfall>[]) =>
  answers.map(answer).reduce(adjusted, maskedOut({ stopped: [], exhausted: [] }));

test.each<[string, Partial<Shortfall>[], ReturnType<typeof after>]>([
  [
    "what is short names its limit",
    [{ shortages: [short("a", null)] }],
    { left_out: [{ promotion: "a", why: "short", limit: "uses" }], granted: [] },
  ],
  [
    "nothing granted is short",
    [{ shortages: [short("a", 0, "budget")] }],
    { left_out: [{ promotion: "a", why: "short", limit: "budget" }], granted: [] },
  ],
  [
    "the least of several grants counts",
    [
      { shortages: [short("a", 5)] },
      { shortages: [short("a", 3), short("a", 4)] },
      { shortages: [short("a", 9)] },
    ],
    { left_out: [], granted: [{ promotion: "a", amount: 3 }] },
  ],
  [
    "what is left out has no grant, in whatever order they come",
    [{ shortages: [short("a", null), short("a", 5)] }, { shortages: [short("b", 5)] }, { stopped: ["b"] }],
    {
      left_out: [
        { promotion: "a", why: "short", limit: "uses" },
        { promotion: "b", why: "stopped" },
      ],
      granted: [],
    },
  ],
  [
    "the gravest reason stands",
    [
      { stopped: ["a"], exhausted: ["a", "b"], shortages: [short("a", null), short("b", null)] },
      { exhausted: ["a"], shortages: [short("b", null)] },
    ],
    {
      left_out: [
        { promotion: "a", why: "stopped" },
        { promotion: "b", why: "exhausted" },
      ],
      granted: [],
    },
  ],
  [
    "both lists are sorted",
    [{ stopped: ["z", "b"], shortages: [short("y", 1), short("c", 1)] }],
    {
      left_out: [
        { promotion: "b", why: "stopped" },
        { promotion: "z", why: "stopped" },
      ],
      granted: [
        { promotion: "c", amount: 1 },
        { promotion: "y", amount: 1 },
      ],
    },
  ],
])("%s", (_, answers, expected) => {
  expect(after(...answers)).toEqual(expected);
});
