import { Pty } from "../pty.ts";
import { PACKET } from "./hci.ts";
import type { VirtualController } from "./virtualController.ts";

/** Bytes of a packet whose beginning stands here: null where too little of it has come, 0 where none begins (Core, vol. 4, part A). */
function packetBytes(at: Buffer): number | null {
  if (at[0] === PACKET.command) return at.length < 4 ? null : 4 + at[3]!;
  if (at[0] === PACKET.acl) return at.length < 5 ? null : 5 + at.readUInt16LE(3);
  return 0;
}

/** A virtual adapter on a serial line, for a program that is not changed for it: noble takes it by its UART variables. */
export async function serveH4(controller: VirtualController, link: string): Promise<Pty> {
  let waiting = Buffer.alloc(0);
  const pty = await Pty.open(link, (bytes) => {
    waiting = Buffer.concat([waiting, bytes]);
    while (waiting.length > 0) {
      const length = packetBytes(waiting);
      if (length === null || length > waiting.length) return;
      if (length > 0) controller.write(Buffer.from(waiting.subarray(0, length)));
      waiting = waiting.subarray(Math.max(1, length));
    }
  });
  controller.on("data", (packet: Buffer) => void pty.write(packet));
  return pty;
}
