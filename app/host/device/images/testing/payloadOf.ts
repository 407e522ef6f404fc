import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";

/** What fills a slot with these bytes, as slotPayload makes it of a model. */
export function payloadOf(descriptor: Uint8Array, json: Uint8Array) {
  const body = Buffer.concat([descriptor, new Uint8Array(-descriptor.length & 3), json]);
  const header = Buffer.alloc(44);
  header.writeUInt32LE(descriptor.length, 0);
  header.writeUInt32LE(json.length, 4);
  header.writeUInt32LE(crc32(body), 8);
  header.set(createHash("sha256").update(descriptor).digest(), 12);
  return { header, body };
}
