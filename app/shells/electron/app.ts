import { join } from "node:path";
import { app, type BrowserWindow, session } from "electron";
import type { HostForShell } from "#host/api.ts";
import type { Folders } from "../common/folders.ts";
import { closeStudio } from "../common/studio.ts";
import { guardContents, limitPermissions } from "./guards.ts";
import { answerCalls, tellWindow } from "./ipc.ts";
import { setMenu } from "./menu.ts";
import { declareScheme, serveScheme } from "./scheme.ts";
import { openStudioWindow } from "./window.ts";

export interface AppOptions {
  readonly folders: Folders;
  readonly pageFolder: string;
  /** One CommonJS file: a sandboxed preload can be nothing else. */
  readonly preload: string;
  openHost(): Promise<HostForShell>;
  /** Aborts to stop the studio. */
  readonly signal: AbortSignal;
}

/** Runs the studio in Electron until its window is closed. A second start shows the first one's window instead. */
export async function runApp({ folders, pageFolder, preload, openHost, signal }: AppOptions): Promise<void> {
  app.setPath("userData", join(folders.data, "electron"));
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  app.enableSandbox();
  declareScheme();
  guardContents();
  let window: BrowserWindow | undefined;
  app.on("second-instance", () => {
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
  app.on("window-all-closed", () => app.quit());
  signal.addEventListener("abort", () => app.quit());

  await app.whenReady();
  limitPermissions(session.defaultSession);
  setMenu();
  const host = await openHost();
  closeBeforeQuit(host);
  serveScheme(host, pageFolder);
  answerCalls(host);
  window = openStudioWindow(preload);
  tellWindow(host, window.webContents);
}

/** A recording is finished and the project closed before the process ends, however long that takes. */
function closeBeforeQuit(host: HostForShell): void {
  let closed = false;
  app.on("will-quit", (event) => {
    if (closed) return;
    event.preventDefault();
    closed = true;
    void closeStudio(host).finally(() => app.quit());
  });
}
