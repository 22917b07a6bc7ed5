/** The tests that judge mutants: those of the pure core, its golden tables and laws. */
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: [
      "shared/{money,evaluate,compile,rules,snapshot,time}/**/*.test.ts",
      "tests/{golden,laws}/**/*.test.ts",
    ],
    setupFiles: ["tests/seed.ts"],
  },
});
