import { contextBridge, type IpcRendererEvent, ipcRenderer } from "electron";
import { CALL_NAMES, CHANNEL } from "./channels.ts";

/** Hands on what a channel carries, without the event: it would give the page a way to the whole of IPC. */
function hear(channel: string, listener: (...news: never[]) => void): () => void {
  const handOn = (_event: IpcRendererEvent, ...news: unknown[]) => listener(...(news as never[]));
  ipcRenderer.on(channel, handOn);
  return () => ipcRenderer.removeListener(channel, handOn);
}

/** All that the page gets of Electron (renderer/app/studio/bridgeStudio.ts). */
contextBridge.exposeInMainWorld("ringside", {
  async call(name: string, input: unknown): Promise<unknown> {
    if (!Object.hasOwn(CALL_NAMES, name)) throw new Error(`there is no call "${name}"`);
    return ipcRenderer.invoke(CHANNEL.call, name, input);
  },
  onEvent: (listener: (name: string, payload: unknown) => void) => hear(CHANNEL.event, listener),
  onLiveFrame: (listener: (frame: ArrayBuffer) => void) => hear(CHANNEL.live, listener),
});
