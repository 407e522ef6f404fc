import { EventEmitter } from "node:events";
import { addressBytes, addressText, bytes, COMMAND, EVENT, event, LE_EVENT, PACKET, STATUS, u16 } from "./hci.ts";
import type { VirtualAir } from "./virtualAir.ts";
import { VirtualLink } from "./virtualLink.ts";

/** What the host set by HCI, in its units. */
const UNIT_MS = { advertising: 0.625, interval: 1.25, timeout: 10 } as const;

/** Data packets that fit the controller, and their size: what an nRF52840 offers (MTU 247). */
const DATA_BYTES = 251;
const DATA_BUFFERS = 8;

interface Wanted {
  readonly address: string;
  readonly intervalMs: number;
  readonly timeoutMs: number;
}

/**
 * A Bluetooth LE controller without a radio, with the interface of bluetooth-hci-socket: noble's and bleno's own HCI, L2CAP
 * and ATT code runs on it unchanged. All controllers of one air hear each other.
 */
export class VirtualController extends EventEmitter {
  readonly address: string;
  /** As the specification numbers them: 9 is 5.0, 6 is 4.0, the first that has Bluetooth LE. */
  hciVersion = 9;
  readonly #air: VirtualAir;
  readonly #links = new Map<number, VirtualLink>();
  readonly #seen = new Set<string>();
  #powered = true;
  #scan = { on: false, active: true, duplicates: false };
  #advertising: { timer: NodeJS.Timeout | null; intervalMs: number; type: number; data: Buffer; response: Buffer } = {
    timer: null,
    intervalMs: 100,
    type: 0,
    data: Buffer.alloc(0),
    response: Buffer.alloc(0),
  };
  #wanted: Wanted | null = null;

  constructor(air: VirtualAir, address: string) {
    super();
    this.address = address.toLowerCase();
    this.#air = air;
    air.controllers.push(this);
  }

  // What bluetooth-hci-socket has.
  setFilter(): void {}
  bindRaw(): number {
    return 0;
  }
  bindUser(): number {
    return 0;
  }
  bindControl(): number {
    return 0;
  }
  isDevUp(): boolean {
    return this.#powered;
  }
  getDeviceList(): object[] {
    return [{ devId: 0, devUp: this.#powered, idVendor: null, idProduct: null }];
  }
  start(): void {}
  stop(): void {
    this.#reset();
  }
  reset(): void {
    this.write(bytes(PACKET.command, COMMAND.reset & 0xff, COMMAND.reset >> 8, 0));
  }
  cleanup(): void {}

  write(packet: Buffer): void {
    if (!this.#powered) return;
    if (packet[0] === PACKET.command) {
      const code = packet.readUInt16LE(1);
      const parameters = Buffer.from(packet.subarray(4, 4 + packet[3]!));
      setImmediate(() => this.#command(code, parameters));
    } else if (packet[0] === PACKET.acl) {
      this.#links.get(packet.readUInt16LE(1) & 0xfff)?.send(this, Buffer.from(packet));
    }
  }

  // What tests do.

  /** The adapter is switched off, or on again. */
  setPower(on: boolean): void {
    if (!on) this.#reset();
    this.#powered = on;
    this.emit("state", on);
  }

  /** Out of reach: links go silent and are given up after their timeout. */
  leave(): void {
    for (const link of this.#links.values()) link.silence();
  }

  // What the air does.

  receiveData(link: VirtualLink, acl: Buffer): void {
    const flags = (acl.readUInt16LE(1) >> 12) & 3;
    // The first fragment of a packet arrives under another flag than it left (part E, 5.4.2).
    acl.writeUInt16LE(link.handle | ((flags === 0 ? 2 : flags) << 12), 1);
    this.#tell(acl);
  }

  dataSent(link: VirtualLink, packets: number): void {
    this.#tell(event(EVENT.packetsDone, bytes(1), u16(link.handle), u16(packets)));
  }

  linkEnded(link: VirtualLink, reason: number): void {
    this.#links.delete(link.handle);
    this.#tell(event(EVENT.disconnected, bytes(STATUS.ok), u16(link.handle), bytes(reason)));
  }

  #hear(from: VirtualController, { type, data, response }: { type: number; data: Buffer; response: Buffer }): boolean {
    if (!this.#powered) return false;
    if (this.#wanted?.address === from.address) return true;
    if (!this.#scan.on || (!this.#scan.duplicates && this.#seen.has(from.address))) return false;
    this.#seen.add(from.address);
    const rssi = bytes(this.#air.model.rssi_dbm & 0xff);
    const report = (kind: number, said: Buffer) =>
      this.#tellLe(LE_EVENT.report, bytes(1, kind, 0), addressBytes(from.address), bytes(said.length), said, rssi);
    report(type, data);
    const SCAN_RESPONSE = 4;
    if (this.#scan.active) report(SCAN_RESPONSE, response);
    return false;
  }

  #advertise(): void {
    for (const controller of this.#air.controllers) {
      if (controller === this || !controller.#hear(this, this.#advertising)) continue;
      this.#setAdvertising(false);
      controller.#connectTo(this);
      return;
    }
  }

  #connectTo(peripheral: VirtualController): void {
    const { intervalMs, timeoutMs } = this.#wanted!;
    this.#wanted = null;
    const { model } = this.#air;
    const link = new VirtualLink(
      this.#air,
      this,
      peripheral,
      model.intervalMs ?? intervalMs,
      model.supervisionMs ?? timeoutMs,
    );
    for (const [side, role, other] of [
      [this, 0, peripheral],
      [peripheral, 1, this],
    ] as const) {
      side.#links.set(link.handle, link);
      side.#tellLe(
        LE_EVENT.connected,
        bytes(STATUS.ok),
        u16(link.handle),
        bytes(role, 0),
        addressBytes(other.address),
        u16(Math.round(link.intervalMs / UNIT_MS.interval)),
        u16(0),
        u16(link.timeoutMs / UNIT_MS.timeout),
        bytes(0),
      );
    }
  }

  #command(code: number, p: Buffer): void {
    const known = this.#immediate(code, p);
    if (known !== null) {
      this.#tell(event(EVENT.complete, bytes(1), u16(code), bytes(STATUS.ok), known));
      this.#afterwards(code, p);
      return;
    }
    const begun = (status: number = STATUS.ok) => this.#tell(event(EVENT.status, bytes(status, 1), u16(code)));
    if (code === COMMAND.connect) this.#wish(p, begun);
    else if (code === COMMAND.disconnect) this.#disconnect(p, begun);
    else if (code === COMMAND.updateConnection) this.#updateConnection(p, begun);
    else this.#tell(event(EVENT.complete, bytes(1), u16(code), bytes(this.#refusal(code)), p.subarray(0, 2)));
  }

  /** What a command gives back that is done at once; null for any other. */
  #immediate(code: number, p: Buffer): Buffer | null {
    const { rssi_dbm } = this.#air.model;
    switch (code) {
      case COMMAND.reset:
      case COMMAND.setEventMask:
      case COMMAND.setLeEventMask:
      case COMMAND.writeLeHost:
      case COMMAND.setPhy:
      case COMMAND.setScanParameters:
      case COMMAND.setScan:
      case COMMAND.setAdvertisingParameters:
      case COMMAND.setAdvertisingData:
      case COMMAND.setScanResponse:
      case COMMAND.setAdvertising:
        return Buffer.alloc(0);
      case COMMAND.readLeHost:
        return bytes(1, 0);
      case COMMAND.readVersion:
        // Of a maker that there is not.
        return bytes(this.hciVersion, 0, 0, this.hciVersion, 0xff, 0xff, 0, 0);
      case COMMAND.readCommands:
        return Buffer.alloc(64);
      case COMMAND.readBuffers:
        return Buffer.alloc(7);
      case COMMAND.readAddress:
        return addressBytes(this.address);
      case COMMAND.readLeBuffers:
        return Buffer.concat([u16(DATA_BYTES), bytes(DATA_BUFFERS)]);
      case COMMAND.readLeFeatures:
        // Encryption, data packet length extension.
        return bytes(0x21, 0, 0, 0, 0, 0, 0, 0);
      case COMMAND.readMostData:
        return dataLengths();
      case COMMAND.setDataLength:
      case COMMAND.negativeKey:
        return p.subarray(0, 2);
      case COMMAND.cancelConnect:
        return this.#wanted === null ? null : Buffer.alloc(0);
      case COMMAND.readRssi:
        return this.#links.has(p.readUInt16LE(0)) ? Buffer.concat([p.subarray(0, 2), bytes(rssi_dbm & 0xff)]) : null;
      default:
        return null;
    }
  }

  /** What a command does, once it is answered. */
  #afterwards(code: number, p: Buffer): void {
    switch (code) {
      case COMMAND.reset:
        this.#reset();
        break;
      case COMMAND.setDataLength:
        this.#tellLe(LE_EVENT.dataLength, p.subarray(0, 2), dataLengths());
        break;
      case COMMAND.setScanParameters:
        this.#scan.active = p[0] === 1;
        break;
      case COMMAND.setScan:
        this.#seen.clear();
        this.#scan.on = p[0] === 1;
        this.#scan.duplicates = p[1] === 0;
        break;
      case COMMAND.setAdvertisingParameters:
        this.#advertising.intervalMs = p.readUInt16LE(0) * UNIT_MS.advertising;
        this.#advertising.type = p[4]!;
        break;
      case COMMAND.setAdvertisingData:
        this.#advertising.data = p.subarray(1, 1 + p[0]!);
        break;
      case COMMAND.setScanResponse:
        this.#advertising.response = p.subarray(1, 1 + p[0]!);
        break;
      case COMMAND.setAdvertising:
        this.#setAdvertising(p[0] === 1);
        break;
      case COMMAND.cancelConnect:
        this.#wanted = null;
        this.#tellLe(LE_EVENT.connected, bytes(STATUS.unknownConnection), Buffer.alloc(17));
    }
  }

  #refusal(code: number): number {
    if (code === COMMAND.cancelConnect) return STATUS.disallowed;
    return code === COMMAND.readRssi ? STATUS.unknownConnection : STATUS.unknownCommand;
  }

  #wish(p: Buffer, begun: (status?: number) => void): void {
    begun(this.#wanted === null ? STATUS.ok : STATUS.disallowed);
    this.#wanted ??= {
      address: addressText(p.subarray(6, 12)),
      intervalMs: p.readUInt16LE(15) * UNIT_MS.interval,
      timeoutMs: p.readUInt16LE(19) * UNIT_MS.timeout,
    };
  }

  #disconnect(p: Buffer, begun: (status?: number) => void): void {
    const link = this.#links.get(p.readUInt16LE(0));
    begun(link === undefined ? STATUS.unknownConnection : STATUS.ok);
    const here = link?.central === this;
    link?.end(here ? STATUS.endedHere : p[2]!, here ? p[2]! : STATUS.endedHere);
  }

  #updateConnection(p: Buffer, begun: (status?: number) => void): void {
    const link = this.#links.get(p.readUInt16LE(0));
    begun(link === undefined ? STATUS.unknownConnection : STATUS.ok);
    if (link === undefined) return;
    link.intervalMs = this.#air.model.intervalMs ?? p.readUInt16LE(4) * UNIT_MS.interval;
    link.timeoutMs = this.#air.model.supervisionMs ?? p.readUInt16LE(8) * UNIT_MS.timeout;
    link.run();
    const interval = u16(Math.round(link.intervalMs / UNIT_MS.interval));
    for (const side of [link.central, link.peripheral]) {
      side.#tellLe(LE_EVENT.updated, bytes(STATUS.ok), u16(link.handle), interval, p.subarray(6, 10));
    }
  }

  #setAdvertising(on: boolean): void {
    if (this.#advertising.timer !== null) clearInterval(this.#advertising.timer);
    this.#advertising.timer = on
      ? setInterval(() => this.#advertise(), Math.max(5, this.#advertising.intervalMs))
      : null;
  }

  #reset(): void {
    this.#setAdvertising(false);
    this.#scan.on = false;
    this.#seen.clear();
    this.#wanted = null;
    for (const link of [...this.#links.values()]) {
      const here = link.central === this;
      const [mine, theirs] = [STATUS.endedHere, STATUS.supervisionTimeout];
      link.end(here ? mine : theirs, here ? theirs : mine);
    }
  }

  #tell(packet: Buffer): void {
    if (this.#powered) this.emit("data", packet);
  }

  #tellLe(code: number, ...parts: readonly Buffer[]): void {
    this.#tell(event(EVENT.le, bytes(code), ...parts));
  }
}

/** Most bytes and microseconds of a data packet, sending and receiving. */
function dataLengths(): Buffer {
  return Buffer.concat([u16(DATA_BYTES), u16(2120), u16(DATA_BYTES), u16(2120)]);
}
