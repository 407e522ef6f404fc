import {
  app,
  type DisplayMediaRequestHandlerHandlerRequest,
  desktopCapturer,
  type Session,
  type Streams,
  shell,
  type WebContents,
} from "electron";
import { isOurAddress, isOurPage } from "./page.ts";

/** What the studio's own page films with: `media` is cameras and microphones. */
const GRANTED: ReadonlySet<string> = new Set(["media", "display-capture"]);

/** Camera, microphone and screen are granted to our own page; nothing else, to nobody else. */
export function limitPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer, { isMainFrame, requestingUrl }) =>
    answer(GRANTED.has(permission) && isMainFrame && isOurAddress(requestingUrl)),
  );
  session.setPermissionCheckHandler(
    (_contents, permission, origin, { isMainFrame }) => GRANTED.has(permission) && isMainFrame && isOurAddress(origin),
  );
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler(
    async (request, answer) => answer(await screenFor(request)),
    // macOS asks which screen or window by itself; elsewhere it is the first screen.
    { useSystemPicker: true },
  );
}

/** Null is a no. */
async function screenFor({ frame, userGesture }: DisplayMediaRequestHandlerHandlerRequest): Promise<Streams | null> {
  if (!isOurPage(frame) || !userGesture) return null;
  // A system that keeps its screens to itself gives none, or fails.
  const screens = await desktopCapturer.getSources({ types: ["screen"] }).catch(() => []);
  return screens[0] === undefined ? null : { video: screens[0] };
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
