import type { Host } from "#host/api.ts";
import type { Browser } from "#host/doctor/browsers.ts";
import { text } from "../common/text.ts";
import { startServer } from "./server.ts";
import type { AppWindow } from "./window.ts";

/** A page that reloads is back well within this; a window that closed is not. */
const RELOAD_GRACE_MS = 3000;
/** A cold browser on a busy machine takes a few seconds to show the page. */
const FIRST_PAGE_LIMIT_MS = 30_000;
/** A browser that ends sooner was no window: it failed, or gave the address to a browser that runs already. */
const HAND_OVER_LIMIT_MS = 5000;

export interface ShellOptions {
  readonly host: Host;
  readonly pageFolder: string;
  readonly port?: number | undefined;
  readonly tokens?: number | undefined;
  /** How to open a window, and which: absent where only the address is wanted or nothing can show it. */
  readonly window?: { readonly browser: Browser; open(address: string): AppWindow } | undefined;
  /** Why there is a browser window or only an address: one line, already in words. */
  readonly reason?: string | undefined;
  readonly print: (line: string) => void;
  /** Prints an address that lets one browser in; absent: as a line. */
  readonly printAddress?: ((address: string) => void) | undefined;
  /** Aborts to stop the studio. */
  readonly signal: AbortSignal;
}

/**
 * Runs the studio behind a loopback server until its window is closed or `signal` aborts. Without a window it runs
 * until `signal` aborts. The host is the caller's to close.
 * @throws ProblemError as startServer
 */
export async function runShell(options: ShellOptions): Promise<void> {
  const { window, print, signal } = options;
  const stopping = Promise.withResolvers<void>();
  let grace: NodeJS.Timeout | undefined;
  let pages = 0;
  let everOpen = false;
  const onPages = (open: number): void => {
    pages = open;
    everOpen = true;
    clearTimeout(grace);
    if (open === 0 && window !== undefined) grace = setTimeout(stopping.resolve, RELOAD_GRACE_MS);
  };
  const server = await startServer({ ...options, onPages });
  signal.addEventListener("abort", () => stopping.resolve());
  if (signal.aborted) stopping.resolve();
  const address = server.addresses[0]!;
  if (options.reason) print(options.reason);

  const opened = window?.open(address);
  const printAddress = options.printAddress ?? ((each) => print(text("shell.address", { address: each })));
  if (opened === undefined) server.addresses.forEach(printAddress);
  const unseen = setTimeout(() => {
    if (!everOpen && opened !== undefined) print(text("shell.windowUnseen", { address }));
  }, FIRST_PAGE_LIMIT_MS);
  const openedAtMs = Date.now();
  void opened?.gone.then((code) => {
    if (pages > 0) return; // It handed the page to a window that was open before; that one ends by itself.
    if (Date.now() - openedAtMs > HAND_OVER_LIMIT_MS) stopping.resolve();
    else if (code !== 0) print(text("shell.windowFailed", { browser: window?.browser.name ?? "", address }));
  });

  await stopping.promise;
  clearTimeout(grace);
  clearTimeout(unseen);
  opened?.close();
  await server.close();
  await opened?.gone;
}
