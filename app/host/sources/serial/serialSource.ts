import { access } from "node:fs/promises";
import { ProblemError } from "#domain/problems.ts";
import { ResultsLink } from "../resultsLink.ts";
import type { DeviceLink, Discovery, SampleSource } from "../source.ts";
import { layoutOf } from "../ssi/layout.ts";
import { BAUD_RATES, type HandshakeTiming, probe, TIMING } from "./handshake.ts";
import { type OpenPort, openPort, PortGone } from "./port.ts";
import { PortReader } from "./portReader.ts";
import { boardName, type ListPorts, listPorts, type PortInfo, pathId, portDetail, portId, usbOf } from "./ports.ts";
import { SerialLink } from "./serialLink.ts";

export interface SerialOptions {
  /** Where ports come from; the operating system's list by default. */
  readonly listPorts?: ListPorts;
  /** How they are opened; by the operating system by default. */
  readonly openPort?: OpenPort;
  readonly timing?: Partial<HandshakeTiming>;
}

/**
 * Gloves on a cable, speaking the Simple Streaming Interface.
 *
 * A device with USB numbers is found again under whatever name it comes back. A path is opened only when a scan listed
 * it or the host allowed it: a page can name ids, never files.
 */
export class SerialSource implements SampleSource {
  readonly kind = "serial";
  readonly openPort: OpenPort;
  readonly #listPorts: ListPorts;
  readonly #timing: HandshakeTiming;
  readonly #allowed = new Set<string>();

  constructor(options: SerialOptions = {}) {
    this.openPort = options.openPort ?? openPort;
    this.#listPorts = options.listPorts ?? listPorts;
    this.#timing = { ...TIMING, ...options.timing };
  }

  /** Lets `serial:PATH` be connected although no scan lists it. Returns that id. Not for paths that a page sent. */
  allowPath(path: string): string {
    this.#allowed.add(path);
    return pathId(path);
  }

  async find(): Promise<readonly Discovery[]> {
    return (await this.ports()).map((port) => ({
      device: { id: portId(port), name: boardName(port), kind: "serial", simulated: port.simulated ?? false },
      detail: portDetail(port),
      rssi_dbm: null,
      hand: null,
    }));
  }

  /**
   * @throws ProblemError device.notFound, device.busy, device.noAccess, device.openFailed, device.silent,
   *         device.garbage, device.notSsi, device.badConfig, device.incompleteConfig. Takes at most 12 s.
   */
  async connect(deviceId: string, signal: AbortSignal): Promise<DeviceLink> {
    signal.throwIfAborted();
    const ports = await this.ports();
    const info = ports.find((port) => portId(port) === deviceId) ?? this.#allowedPort(deviceId, ports);
    if (!info) throw new ProblemError("device.notFound", { device: deviceId });
    const { path } = info;
    const port = await this.openPort(path, BAUD_RATES[0]);
    try {
      const reader = new PortReader(port);
      const idle = await probe(port, reader, path, this.#timing, signal);
      if (idle.config === null) {
        const device = { id: deviceId, name: boardName(info), kind: "serial", simulated: false } as const;
        return new ResultsLink(
          device,
          (ending) => chunksOf(reader, ending),
          () => port.close(),
        );
      }
      const name = idle.config.deviceName ?? boardName(info);
      const device = { id: deviceId, name, kind: "serial", simulated: idle.config.simulated } as const;
      return new SerialLink(device, { port, reader, path, idle }, layoutOf(idle.config, usbOf(info)), this.#timing);
    } catch (error) {
      await port.close();
      throw error instanceof PortGone ? new ProblemError("device.notFound", { device: path }, { cause: error }) : error;
    }
  }

  /** What is known of an allowed path; its USB numbers too, where the system lists it. */
  #allowedPort(deviceId: string, ports: readonly PortInfo[]): PortInfo | undefined {
    const path = [...this.#allowed].find((allowed) => pathId(allowed) === deviceId);
    if (path === undefined) return undefined;
    return ports.find((port) => port.path === path) ?? { path };
  }

  /** What the system lists, and what was allowed and exists. */
  async ports(): Promise<readonly PortInfo[]> {
    const listed = await this.#listPorts();
    const more = [...this.#allowed].filter((path) => !listed.some((port) => port.path === path));
    const here = await Promise.all(
      more.map((path) =>
        access(path).then(
          () => [{ path }],
          () => [],
        ),
      ),
    );
    return [...listed, ...here.flat()];
  }
}

async function* chunksOf(reader: PortReader, signal: AbortSignal) {
  for (;;) {
    const chunk = await reader.next(Number.POSITIVE_INFINITY, signal);
    if (chunk === null) return;
    yield chunk;
  }
}
