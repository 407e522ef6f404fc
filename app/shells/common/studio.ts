import type { Host } from "#host/api.ts";
import type { Folders } from "./folders.ts";

/** Interim until app/host/host.ts lands: a host that knows no call. */
export async function openStudio(_folders: Folders): Promise<Host> {
  return {
    call: (name) => Promise.reject(new Error(`no such call: ${name}`)),
    onEvent: () => () => {},
    onLiveFrame: () => () => {},
    fetch: async () => new Response(null, { status: 404 }),
    close: async () => {},
  };
}
