/**
 * Every test of the repository, in four projects: `core` on Node; `edge` and `control` inside workerd, each with the bindings of its own
 * wrangler.toml; `system` on Node, one file after the other, against a whole local instance.
 */
import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";
import { gatherAssets } from "./local/assets.ts";
import { describeWorker } from "./local/workers.ts";

const edgeSecrets = { IDENTITY_SECRET: "identity-secret-of-the-tests-0001" };
const controlSecrets = { ...edgeSecrets, SETUP_TOKEN: "set-up-token-of-the-tests-00000001" };

// No test asks the network what a request's `cf` would be.
process.env.CLOUDFLARE_CF_FETCH_ENABLED = "false";
process.env.WRANGLER_LOG ??= "error";

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "core",
          include: ["{shared,sdk,demo,local,bench}/**/*.test.ts", "tests/**/*.test.ts"],
          exclude: ["tests/system/**", "**/node_modules/**"],
          setupFiles: ["tests/seed.ts"],
        },
      },
      {
        plugins: [
          cloudflareTest({
            wrangler: { configPath: "./wrangler.toml" },
            miniflare: { bindings: edgeSecrets },
          }),
        ],
        test: { name: "edge", include: ["worker/**/*.test.ts"] },
      },
      {
        plugins: [
          cloudflareTest(async () => {
            gatherAssets();
            return {
              wrangler: { configPath: "./control-plane/wrangler.toml" },
              miniflare: {
                bindings: { ...controlSecrets, MIGRATIONS: await readD1Migrations("migrations") },
                // The ledger is the edge Worker's.
                workers: [await describeWorker("wrangler.toml", "worker/index.ts", edgeSecrets)],
              },
            };
          }),
        ],
        test: { name: "control", include: ["control-plane/**/*.test.ts"] },
      },
      {
        test: {
          name: "system",
          include: ["tests/system/**/*.test.ts"],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
