/**
 * Gathers the static files that the control Worker serves, so that no page needs a CDN. Run by every local start, and as
 * `node local/run.cjs local/assets.ts` before a deploy.
 */
import { cpSync, existsSync, mkdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const require = createRequire(import.meta.url);
const swaggerUi = dirname(require.resolve("swagger-ui-dist/package.json"));
const target = join(import.meta.dirname, "../dist/public/assets");

/** Copies what is not there yet. */
export function gatherAssets(): void {
  mkdirSync(target, { recursive: true });
  for (const name of ["swagger-ui-bundle.js", "swagger-ui.css"]) {
    const from = join(swaggerUi, name);
    const to = join(target, name);
    if (!existsSync(to) || statSync(to).size !== statSync(from).size) cpSync(from, to);
  }
}

if (import.meta.main) gatherAssets();
