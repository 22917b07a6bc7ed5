/**
 * The secrets of one local instance: random, made with its state folder and kept with it, because customer keys are hashes under
 * IDENTITY_SECRET and would all change with it. Deployed Workers get theirs by `wrangler secret put`.
 */
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export interface Secrets {
  IDENTITY_SECRET: string;
  SETUP_TOKEN: string;
}

/** Reads the secrets of a state folder, making them the first time. */
export function openSecrets(stateFolder: string): Secrets {
  const path = join(stateFolder, "secrets.json");
  if (existsSync(path)) return JSON.parse(readFileSync(path, "utf8"));
  const secrets = { IDENTITY_SECRET: randomSecret(), SETUP_TOKEN: randomSecret() };
  writeFileSync(path, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  return secrets;
}

function randomSecret(): string {
  return randomBytes(32).toString("base64url");
}
