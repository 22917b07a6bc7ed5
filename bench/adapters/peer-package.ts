/**
 * Loads the compared packages from bench/peers, which has a package file of its own: nothing but the benchmark fetches them. Their types
 * are not installed where the repository is checked, so each adapter names what it uses.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

export const PEERS_FOLDER = join(import.meta.dirname, "../peers");

const require = createRequire(join(PEERS_FOLDER, "package.json"));

/** The exports of a package, as its adapter describes them. */
export async function importPeer<Exports>(name: string): Promise<Exports> {
  return (await import(pathToFileURL(require.resolve(name)).href)) as Exports;
}

/** Version that is installed. */
export function peerVersion(name: string): string {
  const { version } = JSON.parse(readFileSync(peerFile(name, "package.json"), "utf8")) as { version: string };
  return version;
}

/** A file of an installed package. */
export function peerFile(name: string, file: string): string {
  return join(PEERS_FOLDER, "node_modules", name, file);
}
