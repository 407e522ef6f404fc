import { app, type Session, shell, type WebContents } from "electron";
import { isOurAddress } from "./page.ts";

/** Nothing is granted: no camera, no device, no notification. A later need names its one permission here. */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
}

/** Every page of this app stays the studio's page: it cannot lead away, open windows or hold foreign ones. */
export function guardContents(): void {
  app.on("web-contents-created", (_event, contents) => {
    contents.on("will-navigate", (event) => {
      if (!isOurAddress(event.url)) event.preventDefault();
    });
    contents.on("will-redirect", (event) => {
      if (!isOurAddress(event.url)) event.preventDefault();
    });
    contents.on("will-attach-webview", (event) => event.preventDefault());
    openLinksOutside(contents);
  });
}

/** A link to the web opens in the user's browser, as https only; no window is ever opened here. */
function openLinksOutside(contents: WebContents): void {
  contents.setWindowOpenHandler(({ url }) => {
    if (URL.canParse(url) && new URL(url).protocol === "https:") void shell.openExternal(url);
    return { action: "deny" };
  });
}
