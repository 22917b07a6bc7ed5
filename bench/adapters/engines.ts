/** Every engine by the name that commands and results use. A peer that cannot be loaded says why when it is asked for. */
import { celEngine } from "./cel-js.ts";
import { compiledEngine } from "./compiled.ts";
import type { Engine } from "./engine.ts";
import { jsonLogicEngine } from "./json-logic-engine.ts";
import { jsonRulesEngine } from "./json-rules-engine.ts";
import { loopEngine } from "./loop.ts";
import { referenceEngine } from "./reference.ts";
import { zenNativeEngine } from "./zen-native.ts";
import { zenWasmEngine } from "./zen-wasm.ts";

export const ENGINES = {
  lidia: async (): Promise<Engine> => compiledEngine,
  loop: async (): Promise<Engine> => loopEngine,
  reference: async (): Promise<Engine> => referenceEngine,
  "json-rules-engine": jsonRulesEngine,
  "json-logic-engine": jsonLogicEngine,
  "cel-js": celEngine,
  "zen-native": zenNativeEngine,
  "zen-wasm": zenWasmEngine,
} as const satisfies Record<string, () => Promise<Engine>>;

export type EngineName = keyof typeof ENGINES;
