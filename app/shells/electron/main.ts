import { join } from "node:path";
import { parseArgs } from "node:util";
import { studioFolders } from "../common/folders.ts";
import { stopSignal } from "../common/stopSignal.ts";
import { openFirstProject, openStudio } from "../common/studio.ts";
import { runApp } from "./app.ts";

/** Electron's entry, built into dist/electron beside the preload and the store's worker. */
const { values } = parseArgs({
  // Electron's own switches and, while developing, the app's folder come along.
  args: process.argv.slice(1),
  strict: false,
  options: { project: { type: "string" }, "no-demo": { type: "boolean" } },
});
const folders = studioFolders();

await runApp({
  folders,
  pageFolder: join(import.meta.dirname, "../renderer"),
  preload: join(import.meta.dirname, "preload.cjs"),
  signal: stopSignal(),
  async openHost() {
    const host = await openStudio(folders);
    const project = typeof values.project === "string" ? values.project : undefined;
    await openFirstProject(host, { project, demo: values["no-demo"] !== true, print: console.log });
    return host;
  },
});
