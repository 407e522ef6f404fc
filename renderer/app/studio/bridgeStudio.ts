import { calls, type Studio } from "#contract/contract.ts";
import { bulkUrl, fetchBulk, sendBulk } from "./bulk.ts";
import { EventListeners } from "./listeners.ts";

/** What the Electron preload puts on the window. Nothing else of Electron reaches the page. */
export interface Bridge {
  call(name: string, input: unknown): Promise<unknown>;
  onEvent(listener: (name: string, payload: unknown) => void): () => void;
  onLiveFrame(listener: (frame: ArrayBuffer) => void): () => void;
}

declare global {
  interface Window {
    readonly ringside?: Bridge;
  }
}

/** The host over Electron's IPC: it lives and dies with the window, so the connection never changes. */
export function bridgeStudio(bridge: Bridge): Studio {
  const listeners = new EventListeners();
  bridge.onEvent((name, payload) => listeners.tell(name, payload));
  const call = async (name: keyof typeof calls, input: unknown) =>
    calls[name].output.parse(await bridge.call(name, input));
  return {
    call: call as Studio["call"],
    on: (name, listener) => listeners.on(name, listener),
    onLiveFrame: (listener) => bridge.onLiveFrame(listener),
    fetchBulk,
    sendBulk,
    bulkUrl,
    onConnection: () => () => {},
  };
}
