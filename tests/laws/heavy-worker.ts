/** A thread that prices the cases it is sent, so that one that does not end can be given up (heavy-thread.ts). */
import { parentPort } from "node:worker_threads";
import { heavyAnswer } from "./heavy-answer.ts";
import type { Shape } from "./heavy-shape.ts";

parentPort?.on("message", (shape: Shape) => parentPort?.postMessage(heavyAnswer(shape)));
