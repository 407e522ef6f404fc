import { protocol } from "electron";
import type { Host } from "#host/api.ts";
import { createPages, plainAnswer } from "../common/pages.ts";
import { isOurAddress, SCHEME } from "./page.ts";

/** Before the app is ready: the scheme is an ordinary secure origin that fetch and media elements may read. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  ]);
}

/** Once the app is ready: the built page and the host's bulk bytes. */
export function serveScheme(host: Host, pageFolder: string): void {
  const pages = createPages(pageFolder);
  protocol.handle(SCHEME, (request) => {
    if (!isOurAddress(request.url)) return plainAnswer(404, "There is no such page.");
    return new URL(request.url).pathname.startsWith("/bulk/") ? host.fetch(request) : pages(request);
  });
}
