#!/usr/bin/env node
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { findNode24, NODE_NEEDED } from "../bootstrap/node24.mjs";
import { text } from "../bootstrap/say.mjs";

/** `npx ringside …`: hands the command line to the Node that the studio needs, whichever Node started this. */
const root = join(dirname(fileURLToPath(import.meta.url)), "../../..");
const node = findNode24(root);
if (!existsSync(join(root, "node_modules"))) fail(text("start.notInstalled"));
else if (node === null) fail(text("start.oldNode", { found: process.versions.node, needed: NODE_NEEDED }));
else {
  const command = spawn(node, [join(root, "app/shells/cli/main.ts"), ...process.argv.slice(2)], {
    // The channel closes when this process dies, however it dies: a recording is then ended and kept.
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });
  // The terminal sends Ctrl+C to both; this one stays to pass the exit code on.
  process.on("SIGINT", () => {});
  for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => command.kill(signal));
  command.on("error", (error) => fail(error.message));
  command.on("exit", (code, signal) => {
    process.exitCode = code ?? (signal === "SIGINT" ? 130 : 1);
  });
}

function fail(message) {
  console.error(message);
  process.exitCode = 1;
}
