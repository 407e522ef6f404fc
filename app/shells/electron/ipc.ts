import { ipcMain, type WebContents } from "electron";
import type { Host } from "#host/api.ts";
import { CHANNEL } from "./channels.ts";
import { isOurPage } from "./page.ts";

/** Answers the page's calls. Only the main frame of our own page is heard; the host parses every input. */
export function answerCalls(host: Host): void {
  ipcMain.handle(CHANNEL.call, async (event, name: unknown, input: unknown) => {
    if (!isOurPage(event.senderFrame)) throw new Error("refused: the sender is not the studio's page");
    return host.call(String(name), input);
  });
}

/** Tells a window what the host says, for as long as the window lives. */
export function tellWindow(host: Host, contents: WebContents): void {
  const send = (channel: string, ...news: unknown[]): void => {
    if (!contents.isDestroyed() && isOurPage(contents.mainFrame)) contents.send(channel, ...news);
  };
  const ends = [
    host.onEvent((name, payload) => send(CHANNEL.event, name, payload)),
    host.onLiveFrame((frame) => send(CHANNEL.live, frame)),
  ];
  contents.once("destroyed", () => {
    for (const end of ends) end();
  });
}
