import { parseArgs } from "node:util";
import { ProblemError } from "#domain/problems.ts";
import { findBrowser } from "#host/doctor/browsers.ts";
import { findBuiltPage } from "../common/builtPage.ts";
import { studioFolders } from "../common/folders.ts";
import { stopSignal } from "../common/stopSignal.ts";
import { closeStudio, openFirstProject, openStudio } from "../common/studio.ts";
import { problemText, text } from "../common/text.ts";
import { runShell } from "./shell.ts";
import { openWindow } from "./window.ts";

/** The studio in an app window of an installed browser; with --headless, or where there is none, as an address. */
const { values } = parseArgs({
  options: {
    headless: { type: "boolean", default: false },
    port: { type: "string", default: "0" },
    /** How many browsers may come in, one address each. */
    tokens: { type: "string", default: "1" },
    /** A project to open: its name or its folder. */
    project: { type: "string" },
    /** The start screen even on the very first start. */
    "no-demo": { type: "boolean", default: false },
    /** Why Electron does not show it: noDisplay, noPackage, noFetch. */
    "no-electron": { type: "string" },
  },
});

const print = (line: string): void => console.log(line);
const signal = stopSignal();
const folders = studioFolders();
const browser = values.headless || values["no-electron"] === "noDisplay" ? null : findBrowser();
const host = await openStudio(folders);
try {
  const first = openFirstProject(host, { project: values.project, demo: !values["no-demo"], print });
  // Whoever stops the studio does not wait for its first project.
  await Promise.race([first, new Promise((stopped) => signal.addEventListener("abort", stopped))]);
  await runShell({
    host,
    pageFolder: findBuiltPage(),
    port: Number(values.port),
    tokens: Number(values.tokens),
    window: browser ? { browser, open: (address) => openWindow(browser, address, folders.data) } : undefined,
    reason: values.headless ? undefined : reason(),
    print,
    signal,
  });
} catch (error) {
  if (!(error instanceof ProblemError)) throw error;
  const { message, next } = problemText(error.problem);
  console.error(`${message} ${next}`);
  process.exitCode = 1;
} finally {
  await closeStudio(host);
}
// A native handle that somebody left open must not keep the process.
process.exit();

function reason(): string {
  const why = text(`shell.noElectron.${values["no-electron"] ?? "notAsked"}`);
  return browser ? text("shell.inBrowser", { browser: browser.name, why }) : text("shell.addressOnly", { why });
}
