/** What a Bluetooth LE controller and its host say to each other (Core 5.3, vol. 4, part E), as far as noble and bleno use it. */

export const PACKET = { command: 1, acl: 2, event: 4 } as const;

export const EVENT = { disconnected: 0x05, complete: 0x0e, status: 0x0f, packetsDone: 0x13, le: 0x3e } as const;

export const LE_EVENT = { connected: 0x01, report: 0x02, updated: 0x03, dataLength: 0x07 } as const;

export const COMMAND = {
  disconnect: 0x0406,
  setEventMask: 0x0c01,
  reset: 0x0c03,
  readLocalName: 0x0c05,
  readLeHost: 0x0c6c,
  writeLeHost: 0x0c6d,
  readVersion: 0x1001,
  readCommands: 0x1002,
  readBuffers: 0x1005,
  readAddress: 0x1009,
  readRssi: 0x1405,
  setLeEventMask: 0x2001,
  readLeBuffers: 0x2002,
  readLeFeatures: 0x2003,
  setAdvertisingParameters: 0x2006,
  setAdvertisingData: 0x2008,
  setScanResponse: 0x2009,
  setAdvertising: 0x200a,
  setScanParameters: 0x200b,
  setScan: 0x200c,
  connect: 0x200d,
  cancelConnect: 0x200e,
  updateConnection: 0x2013,
  readChannelMap: 0x2015,
  negativeKey: 0x201b,
  setDataLength: 0x2022,
  readMostData: 0x202f,
  setPhy: 0x2031,
} as const;

/** Error codes (vol. 1, part F). */
export const STATUS = {
  ok: 0x00,
  unknownCommand: 0x01,
  unknownConnection: 0x02,
  supervisionTimeout: 0x08,
  disallowed: 0x0c,
  endedByPeer: 0x13,
  endedHere: 0x16,
} as const;

export const u16 = (value: number): Buffer => Buffer.from([value & 0xff, (value >> 8) & 0xff]);

export const bytes = (...values: number[]): Buffer => Buffer.from(values);

export function event(code: number, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([bytes(PACKET.event, code, body.length), body]);
}

/** `C0:FF:EE…` as it stands in packets: last byte first. */
export function addressBytes(address: string): Buffer {
  return Buffer.from(address.replaceAll(":", ""), "hex").reverse();
}

export function addressText(at: Buffer): string {
  return (Buffer.from(at).reverse().toString("hex").match(/../g) ?? []).join(":");
}
