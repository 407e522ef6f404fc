import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { CaptureFirmware } from "./firmware.ts";
import type { PacketClock } from "./packetClock.ts";

export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** A server on the loopback interface only. */
export async function serve(
  port: number,
  handler: Handler,
): Promise<{ readonly server: Server; readonly address: string }> {
  const server = createServer((request, response) => {
    handler(request, response).catch(() => response.destroy());
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return { server, address: `127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** As if the plug was pulled: every connection breaks. */
export async function stopServing(server: Server): Promise<void> {
  const closed = once(server, "close");
  server.close();
  server.closeAllConnections();
  await closed;
}

export interface Pump {
  readonly firmware: CaptureFirmware;
  readonly clock: PacketClock;
  /** Cuts writes into pieces of this size, so that no receiver may rely on their borders; whole writes by default. */
  readonly chunkBytes?: number | undefined;
  /** While true nothing is sent. */
  readonly stalled: () => boolean;
  readonly over: () => boolean;
}

const TICK_MS = 5;

/** Sends packets until the client goes away or it is over. */
export async function pump(
  response: ServerResponse,
  { firmware, clock, chunkBytes, stalled, over }: Pump,
): Promise<void> {
  clock.restart();
  while (!response.destroyed && !over()) {
    const bytes = stalled() ? null : clock.due();
    if (bytes) {
      const size = chunkBytes ?? bytes.length;
      for (let at = 0; at < bytes.length && !response.destroyed; at += size) {
        if (!response.write(bytes.subarray(at, at + size))) await drained(response);
      }
    }
    if (!bytes || !clock.flatOut) await sleep(TICK_MS);
    if (firmware.packetsLeft === 0) await sleep(TICK_MS);
  }
}

/** Room again, or nobody there any more. */
async function drained(response: ServerResponse): Promise<void> {
  const settled = new AbortController();
  const { signal } = settled;
  await Promise.race([once(response, "drain", { signal }), once(response, "close", { signal })]);
  settled.abort();
}
