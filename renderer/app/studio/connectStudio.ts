import type { Studio } from "#contract/contract.ts";
import { bridgeStudio } from "./bridgeStudio.ts";
import { openOwnSocket, SocketStudio } from "./socketStudio.ts";

/** The host by whatever carries words here: the Electron bridge where there is one, else the server's WebSocket. */
export function connectStudio(): Studio {
  return window.ringside === undefined ? new SocketStudio(openOwnSocket) : bridgeStudio(window.ringside);
}
