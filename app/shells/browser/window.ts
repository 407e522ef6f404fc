import { type ChildProcess, spawn } from "node:child_process";
import { homedir } from "node:os";
import { join } from "node:path";
import type { Browser } from "#host/doctor/browsers.ts";

/** After the polite signal, how long a browser may take to close. It takes about 60 ms when nothing is wrong. */
const KILL_AFTER_MS = 3000;

export interface AppWindow {
  /** Ends with the exit code once the browser's process is gone; null where it could not be started or was killed. */
  readonly gone: Promise<number | null>;
  close(): void;
}

/** Opens an address in a window without tabs, with a browser profile of its own under `dataFolder`. */
export function openWindow(browser: Browser, address: string, dataFolder: string): AppWindow {
  const child = spawn(browser.program, windowArguments(browser, address, dataFolder), { stdio: "ignore" });
  const gone = new Promise<number | null>((done) => {
    child.on("error", () => done(null));
    child.on("exit", (code) => done(code));
  });
  return { gone, close: () => closeProcess(child, gone) };
}

export function windowArguments(
  browser: Browser,
  address: string,
  dataFolder: string,
  asRoot: boolean = process.getuid?.() === 0,
): string[] {
  // A snap may not read hidden folders, but has one of its own.
  const profile = browser.program.startsWith("/snap/")
    ? join(homedir(), "snap", "chromium", "common", "ringside-window")
    : join(dataFolder, "window");
  return [
    `--app=${address}`,
    `--user-data-dir=${profile}`,
    "--window-size=1440,900",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--password-store=basic",
    // Chromium refuses to run as root with its sandbox; --test-type hides the warning about it. Nobody else needs them.
    ...(asRoot ? ["--no-sandbox", "--test-type"] : []),
  ];
}

function closeProcess(child: ChildProcess, gone: Promise<unknown>): void {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGTERM");
  const force = setTimeout(() => child.kill("SIGKILL"), KILL_AFTER_MS);
  void gone.then(() => clearTimeout(force));
}
