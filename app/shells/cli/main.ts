import { Console } from "node:console";
import { runShell } from "../browser/shell.ts";
import { findBuiltPage } from "../common/builtPage.ts";
import { studioFolders } from "../common/folders.ts";
import { stopSignal } from "../common/stopSignal.ts";
import { closeStudio, openFirstProject, openStudio } from "../common/studio.ts";
import { runCli } from "./program.ts";
import { standardTerminal } from "./terminal.ts";

// Standard output holds the command's answer and nothing else: noble, for one, says there what it misses in an adapter.
globalThis.console = new Console(process.stderr);

const folders = studioFolders();
const signal = stopSignal();
const exitCode = await runCli(process.argv.slice(2), {
  openHost: () => openStudio(folders),
  terminal: standardTerminal,
  signal,
  async serve({ port, project, json }) {
    const { out, err } = standardTerminal;
    const print = json ? err : out;
    const printAddress = json ? (address: string) => out(JSON.stringify({ address })) : undefined;
    const pageFolder = findBuiltPage();
    const host = await openStudio(folders);
    try {
      await openFirstProject(host, { project, demo: true, print });
      await runShell({ host, pageFolder, port, print, printAddress, signal });
    } finally {
      await closeStudio(host);
    }
  },
});
// A native handle that somebody left open must not keep the process.
process.exit(exitCode);
