import type { WebFrameMain } from "electron";

/** The app's own scheme: files of the build and bulk bytes, nothing from the network. */
export const SCHEME = "ringside";
export const APP_ORIGIN = `${SCHEME}://app`;

/** The page's main frame, and nothing in it, beside it or after it. */
export function isOurPage(frame: WebFrameMain | null): boolean {
  return frame !== null && frame.parent === null && frame.origin === APP_ORIGIN;
}

/** True for an address of the app itself. Origins are compared, never beginnings of text. */
export function isOurAddress(address: string): boolean {
  try {
    const { protocol, host } = new URL(address);
    return `${protocol}//${host}` === APP_ORIGIN;
  } catch {
    return false;
  }
}
