/**
 * The first thing every command runs, so it must be readable by any Node from 18 on and need nothing installed: it brings the
 * dependencies up to the lockfile, then runs the given script with Node 24 (the project's own, else the system's).
 */
const { spawn, spawnSync } = require("node:child_process");
const { createHash } = require("node:crypto");
const { existsSync, readFileSync, writeFileSync } = require("node:fs");
const { constants } = require("node:os");
const path = require("node:path");

const nodeMajorMin = 24;
const root = path.join(__dirname, "..");
const stampPath = path.join(root, "node_modules", ".lidia-lock");

/** The stamp names the lockfile that node_modules was installed from. */
function install() {
  const lock = createHash("sha256")
    .update(readFileSync(path.join(root, "package-lock.json")))
    .digest("hex");
  if (existsSync(stampPath) && readFileSync(stampPath, "utf8") === lock) return;
  console.error("Installing dependencies …");
  const done = spawnSync("npm", ["ci", "--loglevel=error", "--no-audit", "--no-fund"], {
    cwd: root,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
  if (done.error || done.status !== 0) {
    console.error("`npm ci` failed; what it said stands above.");
    process.exit(1);
  }
  writeFileSync(stampPath, lock);
}

function majorOf(node) {
  const answer = spawnSync(node, ["--version"], { encoding: "utf8" });
  const match = answer.status === 0 ? /^v(\d+)\./.exec(answer.stdout) : null;
  return match ? Number(match[1]) : 0;
}

/** npm has no Node binary for some platforms (Apple silicon), hence the system's as the second choice. */
function chooseNode() {
  const own = path.join(root, "node_modules", "node", "bin", "node");
  if (existsSync(own) && majorOf(own) >= nodeMajorMin) return own;
  if (Number(process.versions.node.split(".")[0]) >= nodeMajorMin) return process.execPath;
  console.error(
    `Lidia needs Node ${nodeMajorMin}. npm has no binary of it for ${process.platform} ${process.arch} and this is ${process.version}:` +
      ` install Node ${nodeMajorMin} or later from https://nodejs.org and run the command again.`,
  );
  process.exit(1);
}

/**
 * A terminal sends SIGINT to the whole group, so it is only survived here; the others are passed on. The open IPC channel lets
 * the script notice when this process is killed.
 */
function run(node, args) {
  const bin = path.join(root, "node_modules", ".bin");
  const child = spawn(node, args, {
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    env: { ...process.env, PATH: [bin, path.dirname(node), process.env.PATH].join(path.delimiter) },
  });
  process.on("SIGINT", () => {});
  for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("error", (error) => {
    console.error(error.message);
    process.exit(1);
  });
  child.on("exit", (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : code));
}

install();
run(chooseNode(), process.argv.slice(2));
