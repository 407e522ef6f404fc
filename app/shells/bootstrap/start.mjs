import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { findElectron } from "./electron.mjs";
import { ensureEngine } from "./engine.mjs";
import { findNode24, NODE_NEEDED } from "./node24.mjs";
import { ensureBuilt, ensureInstalled } from "./prepare.mjs";
import { say } from "./say.mjs";

/** `npm start`: installs, builds and opens the studio. Needs nothing installed; runs on Node 20. */
const root = join(dirname(fileURLToPath(import.meta.url)), "../../..");
process.exitCode = await start(process.argv.slice(2));

async function start(args) {
  if (!(await ensureInstalled(root))) return 1;
  const node = findNode24(root);
  if (node === null) {
    say("start.oldNode", { found: process.versions.node, needed: NODE_NEEDED });
    return 1;
  }
  await ensureEngine(root, node);
  if (!(await ensureBuilt(root, node))) return 1;

  const shell = [join(root, "app/shells/browser/main.ts"), ...args];
  if (args.includes("--headless")) return runStudio(node, shell);
  const electron = await findElectron(root, node);
  if (!("program" in electron)) return runStudio(node, [...shell, "--no-electron", electron.reason]);
  say("start.electron");
  // Chromium refuses to run as root with its sandbox; nobody else goes without it.
  const asRoot = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return runStudio(electron.program, [...asRoot, root, ...args]);
}

/**
 * Hands the terminal to the studio. Signals go on to it, so that it can finish a recording; its exit code is ours.
 * A SIGTERM to npm reaches only the shell between npm and us: that our parent is another one tells us.
 */
function runStudio(program, args) {
  return new Promise((done) => {
    const parent = process.ppid;
    // The channel closes when this process dies, however it dies: the studio then stops too.
    const studio = spawn(program, args, {
      cwd: root,
      stdio: ["inherit", "inherit", "inherit", "ipc"],
      // Terminals inside Electron programs set this for themselves; it would make ours a plain Node.
      env: { ...process.env, ELECTRON_RUN_AS_NODE: undefined },
    });
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => studio.kill(signal));
    const orphaned = setInterval(() => process.ppid !== parent && studio.kill("SIGTERM"), 1000);
    studio.on("error", (error) => {
      clearInterval(orphaned);
      console.error(error.message);
      done(1);
    });
    studio.on("exit", (code) => {
      clearInterval(orphaned);
      done(code ?? 1);
    });
  });
}
