/**
 * Builds both Workers as a deploy would, without deploying, and measures what would be uploaded. A Worker that grows starts slower
 * everywhere, so growth must be somebody's decision: the bounds are a little above what is there.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { gatherAssets } from "./assets.ts";
import { runStep } from "./step.ts";

interface Bound {
  worker: string;
  /** The folder of its wrangler.toml: wrangler writes relative to it. */
  folder: string;
  kibMax: number;
  gzipKibMax: number;
}

export const bundleBounds: readonly Bound[] = [
  { worker: "edge", folder: ".", kibMax: 850, gzipKibMax: 220 },
  { worker: "control", folder: "control-plane", kibMax: 1_200, gzipKibMax: 320 },
];

/** Whether the dry run succeeds and its result keeps the bound. */
export function checkDeploy({ worker, folder, kibMax, gzipKibMax }: Bound): boolean {
  gatherAssets();
  const outdir = mkdtempSync(join(tmpdir(), "lidia-deploy-"));
  try {
    const command: [string, ...string[]] = ["wrangler", "deploy", "--dry-run", "--outdir", outdir];
    if (!runStep({ name: `dry-run deploy of the ${worker} Worker`, command, folder })) return false;
    const scripts = readdirSync(outdir).filter((name) => name.endsWith(".js"));
    const bytes = Buffer.concat(scripts.map((name) => readFileSync(join(outdir, name))));
    const kib = Math.ceil(bytes.length / 1024);
    const gzipKib = Math.ceil(gzipSync(bytes).length / 1024);
    const kept = scripts.length > 0 && kib <= kibMax && gzipKib <= gzipKibMax;
    console.log(
      `${kept ? "✓" : "✗"} ${worker} bundle: ${kib} KiB of ${kibMax}, gzip ${gzipKib} of ${gzipKibMax}`,
    );
    return kept;
  } finally {
    rmSync(outdir, { recursive: true });
  }
}
