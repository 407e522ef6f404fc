import { registerHooks } from "node:module";

/** Loaded before the built main: puts the stand-in in Electron's place, then acts as the page and prints what it saw. */
const standIn = new URL("../../app/shells/electron/fakeElectron.ts", import.meta.url).href;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === "electron" ? { url: standIn, shortCircuit: true } : next(specifier, context),
});
const { app, BrowserWindow, ipcMain, protocol } = await import("../../app/shells/electron/fakeElectron.ts");

const WINDOW_LIMIT_MS = 75_000;
const FRAME_WAIT_MS = 2000;

void act().then(
  (seen) => {
    console.log(JSON.stringify(seen));
    // Asked to quit, the shell closes the host and then quits.
    app.quit = () => process.exit(0);
    app.emit("will-quit", { preventDefault: () => {} });
  },
  (error) => {
    console.error(error);
    process.exit(1);
  },
);

async function act() {
  const window = await openWindow();
  const ask = (name: string, input?: unknown) => {
    const event = { senderFrame: { origin: "ringside://app", parent: null } };
    return ipcMain.handlers["ringside:call"]!(event as never, name, input);
  };
  const page = await protocol.handlers.ringside!(new Request("ringside://app/"));
  await new Promise((done) => setTimeout(done, FRAME_WAIT_MS));
  return {
    loaded: window.loaded,
    pageStatus: page.status,
    policy: page.headers.get("content-security-policy"),
    project: await ask("project.current"),
    captures: (await ask("capture.list", { deleted: false })).length,
    live: window.webContents.sent.some(({ channel }) => channel === "ringside:live"),
  };
}

async function openWindow() {
  const end = Date.now() + WINDOW_LIMIT_MS;
  while (Date.now() < end) {
    const window = BrowserWindow.all[0];
    if (window?.loaded.length === 1) return window;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error("no window was opened");
}
