import { EventEmitter } from "node:events";
import type * as Real from "electron";

/**
 * A recording stand-in for the `electron` module, for tests: it does nothing, and notes what it was told. Signatures are
 * those of Electron's own type definitions where TypeScript can express it. It shows what the shell asks of Electron,
 * not what Electron then does.
 */
export class FakeWebContents extends EventEmitter {
  readonly sent: { channel: string; news: unknown[] }[] = [];
  mainFrame = { origin: "ringside://app", parent: null } as unknown as Real.WebFrameMain;
  openHandler: Parameters<Real.WebContents["setWindowOpenHandler"]>[0] | undefined;
  destroyed = false;
  readonly setWindowOpenHandler: Real.WebContents["setWindowOpenHandler"] = (handler) => {
    this.openHandler = handler;
  };
  readonly isDestroyed: Real.WebContents["isDestroyed"] = () => this.destroyed;
  readonly send: Real.WebContents["send"] = (channel, ...news) => {
    this.sent.push({ channel, news });
  };
}

export class BrowserWindow extends EventEmitter {
  static readonly all: BrowserWindow[] = [];
  readonly webContents = new FakeWebContents();
  readonly options: Real.BrowserWindowConstructorOptions;
  readonly loaded: string[] = [];
  focused = 0;

  constructor(options: Real.BrowserWindowConstructorOptions) {
    super();
    this.options = options;
    BrowserWindow.all.push(this);
    app.emit("web-contents-created", {}, this.webContents);
  }

  readonly loadURL: Real.BrowserWindow["loadURL"] = async (url) => {
    this.loaded.push(url);
  };
  readonly show: Real.BrowserWindow["show"] = () => {};
  readonly isMinimized: Real.BrowserWindow["isMinimized"] = () => false;
  readonly restore: Real.BrowserWindow["restore"] = () => {};
  readonly focus: Real.BrowserWindow["focus"] = () => {
    this.focused++;
  };
}

class FakeApp extends EventEmitter {
  sandboxed = false;
  quits = 0;
  isFirst = true;
  readonly paths: Record<string, string> = {};
  readonly setPath: Real.App["setPath"] = (name, path) => {
    this.paths[name] = path;
  };
  readonly requestSingleInstanceLock: Real.App["requestSingleInstanceLock"] = () => this.isFirst;
  readonly enableSandbox: Real.App["enableSandbox"] = () => {
    this.sandboxed = true;
  };
  readonly whenReady: Real.App["whenReady"] = async () => {};
  quit: Real.App["quit"] = () => {
    this.quits++;
  };
}

export const app = new FakeApp();

export const protocol = {
  declared: [] as Real.CustomScheme[],
  handlers: {} as Record<string, (request: Request) => Response | Promise<Response>>,
  registerSchemesAsPrivileged: ((schemes) => {
    protocol.declared.push(...schemes);
  }) as Real.Protocol["registerSchemesAsPrivileged"],
  handle: ((scheme, handler) => {
    protocol.handlers[scheme] = handler as (typeof protocol.handlers)[string];
  }) as Real.Protocol["handle"],
};

type CallHandler = Parameters<Real.IpcMain["handle"]>[1];

export const ipcMain = {
  handlers: {} as Record<string, CallHandler>,
  handle: ((channel, handler) => {
    ipcMain.handlers[channel] = handler;
  }) as Real.IpcMain["handle"],
};

class FakeIpcRenderer extends EventEmitter {
  readonly invoked: unknown[][] = [];
  readonly invoke: Real.IpcRenderer["invoke"] = async (...call) => {
    this.invoked.push(call);
    return "answer";
  };
}

export const ipcRenderer = new FakeIpcRenderer();

export const contextBridge = {
  exposed: {} as Record<string, unknown>,
  exposeInMainWorld: ((key, api) => {
    contextBridge.exposed[key] = api;
  }) as Real.ContextBridge["exposeInMainWorld"],
};

type PermissionRequest = NonNullable<Parameters<Real.Session["setPermissionRequestHandler"]>[0]>;
type PermissionCheck = NonNullable<Parameters<Real.Session["setPermissionCheckHandler"]>[0]>;
type DisplayMedia = NonNullable<Parameters<Real.Session["setDisplayMediaRequestHandler"]>[0]>;
type DevicePermission = NonNullable<Parameters<Real.Session["setDevicePermissionHandler"]>[0]>;

export const session = {
  defaultSession: {
    request: undefined as PermissionRequest | undefined,
    check: undefined as PermissionCheck | undefined,
    device: undefined as DevicePermission | undefined,
    display: undefined as DisplayMedia | undefined,
    setDisplayMediaRequestHandler: ((handler) => {
      session.defaultSession.display = handler ?? undefined;
    }) as Real.Session["setDisplayMediaRequestHandler"],
    setPermissionRequestHandler: ((handler) => {
      session.defaultSession.request = handler ?? undefined;
    }) as Real.Session["setPermissionRequestHandler"],
    setPermissionCheckHandler: ((handler) => {
      session.defaultSession.check = handler ?? undefined;
    }) as Real.Session["setPermissionCheckHandler"],
    setDevicePermissionHandler: ((handler) => {
      session.defaultSession.device = handler ?? undefined;
    }) as Real.Session["setDevicePermissionHandler"],
  },
};

export const desktopCapturer = {
  screens: [{ id: "screen:0:0", name: "Entire screen" }],
  getSources: (async () => desktopCapturer.screens) as unknown as Real.DesktopCapturer["getSources"],
};

export const shell = {
  opened: [] as string[],
  openExternal: (async (url) => {
    shell.opened.push(url);
  }) as Real.Shell["openExternal"],
};

export const Menu = {
  current: undefined as unknown,
  setApplicationMenu: ((menu) => {
    Menu.current = menu;
  }) as typeof Real.Menu.setApplicationMenu,
  buildFromTemplate: ((template) => template as unknown as Real.Menu) as typeof Real.Menu.buildFromTemplate,
};
