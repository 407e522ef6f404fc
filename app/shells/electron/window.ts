import { BrowserWindow } from "electron";
import { APP_ORIGIN } from "./page.ts";

/** The dark theme's ground, so that the window does not flash white before the page is drawn. */
const GROUND = "#11151c";

/** Opens the studio's window: its page is sandboxed, isolated and without Node. */
export function openStudioWindow(preload: string): BrowserWindow {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 900,
    minHeight: 600,
    show: false,
    backgroundColor: GROUND,
    title: "Ringside",
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      // Live traces go on while another window is in front.
      backgroundThrottling: false,
    },
  });
  window.once("ready-to-show", () => window.show());
  void window.loadURL(`${APP_ORIGIN}/`);
  return window;
}
