/**
 * @gorules/zen-engine-wasm: by its own words it supports expressions only, no decision tables, and it has no compiled form: each expression
 * is parsed whenever it is judged. The cart's document is handed over once a cart.
 */
import { readFileSync } from "node:fs";
import type { Engine } from "./engine.ts";
import { importPeer, peerFile, peerVersion } from "./peer-package.ts";
import { fromBytes, type PeerCart, peerCart, peerRules, toBytes } from "./peer-rules.ts";
import { zenOf } from "./zen-expression.ts";

const NAME = "@gorules/zen-engine-wasm";

interface Document {
  evaluateExpression(expression: string): unknown;
  free(): void;
}

interface Exports {
  initSync(options: { module: Uint8Array }): void;
  Variable: new (document: PeerCart) => Document;
}

interface ZenRule {
  readonly id: string;
  readonly expression: string;
}

export async function zenWasmEngine(): Promise<Engine> {
  const { initSync, Variable } = await importPeer<Exports>(NAME);
  initSync({ module: readFileSync(peerFile(NAME, "dist/zen_engine_wasm_bg.wasm")) });
  return {
    name: "zen-engine (wasm, expressions)",
    version: peerVersion(NAME),
    runsOnWorkers: true,
    clock: "cpu",
    tasks: ["match"],
    publish: (workload) =>
      toBytes(
        peerRules(workload).map(
          ({ id, tests }): ZenRule => ({ id, expression: tests.map(zenOf).join(" and ") }),
        ),
      ),
    load(bytes) {
      const rules = fromBytes<ZenRule[]>(bytes);
      return {
        match(facts, atMs) {
          const document = new Variable(peerCart(facts, atMs));
          const ids: string[] = [];
          for (const { id, expression } of rules) {
            if (document.evaluateExpression(expression) === true) ids.push(id);
          }
          document.free();
          return ids;
        },
      };
    },
  };
}
