/**
 * @gorules/zen-engine, native: one decision table that collects, a row a promotion. Channel, country and store have columns of their own,
 * the other tests are expressions in further columns, left to right from cheap to dear. It works on threads of its own: wall time.
 */
import type { Engine } from "./engine.ts";
import { importPeer, peerVersion } from "./peer-package.ts";
import { type PeerCart, type PeerRule, type PeerTest, peerCart, peerRules } from "./peer-rules.ts";
import { zenOf } from "./zen-expression.ts";

const NAME = "@gorules/zen-engine";

interface Decision {
  evaluate(document: PeerCart): Promise<{ result: { id: string }[] }>;
}

interface Exports {
  ZenDecisionContent: new (content: Buffer) => object;
  ZenEngine: new () => { createDecision(content: object): Decision };
}

export async function zenNativeEngine(): Promise<Engine> {
  const { ZenDecisionContent, ZenEngine } = await importPeer<Exports>(NAME);
  return {
    name: "zen-engine (native)",
    version: peerVersion(NAME),
    runsOnWorkers: false,
    clock: "wall",
    tasks: ["match"],
    publish: (workload) => new TextEncoder().encode(JSON.stringify(decisionModel(peerRules(workload)))),
    load(bytes) {
      const decision = new ZenEngine().createDecision(new ZenDecisionContent(Buffer.from(bytes)));
      return {
        async match(facts, atMs) {
          const { result } = await decision.evaluate(peerCart(facts, atMs));
          return result.map(({ id }) => id);
        },
      };
    },
  };
}

interface Column {
  readonly id: string;
  /** The fact that cells are unary tests of; without it cells are whole expressions. */
  readonly field?: string;
  cell(tests: readonly PeerTest[]): string;
}

const COLUMNS: readonly Column[] = [
  expressions("window"),
  oneOf("channel"),
  oneOf("country"),
  oneOf("store"),
  expressions("subtotal"),
  expressions("weekly"),
  expressions("meets"),
  expressions("items"),
];

function oneOf(field: "channel" | "country" | "store"): Column {
  return {
    id: field,
    field,
    cell(tests) {
      const found = tests.find((test) => test.test === "one_of" && test.field === field);
      return found?.test === "one_of" ? found.list.map((text) => JSON.stringify(text)).join(", ") : "";
    },
  };
}

function expressions(name: PeerTest["test"]): Column {
  return {
    id: name,
    cell: (tests) =>
      tests
        .filter(({ test }) => test === name)
        .map(zenOf)
        .join(" and "),
  };
}

function decisionModel(rules: readonly PeerRule[]) {
  const position = { x: 0, y: 0 };
  const table = {
    hitPolicy: "collect",
    inputs: COLUMNS.map(({ id, field }) => ({ id, name: id, ...(field === undefined ? {} : { field }) })),
    outputs: [{ id: "id", name: "id", field: "id" }],
    rules: rules.map(({ id, tests }) => ({
      _id: id,
      ...Object.fromEntries(COLUMNS.map((column) => [column.id, column.cell(tests)])),
      id: JSON.stringify(id),
    })),
  };
  return {
    contentType: "application/vnd.gorules.decision",
    nodes: [
      { id: "in", type: "inputNode", name: "request", position },
      { id: "table", type: "decisionTableNode", name: "promotions", position, content: table },
      { id: "out", type: "outputNode", name: "response", position },
    ],
    edges: [
      { id: "a", type: "edge", sourceId: "in", targetId: "table" },
      { id: "b", type: "edge", sourceId: "table", targetId: "out" },
    ],
  };
}
