import type { SimulatedOptions } from "#contract/devices.ts";
import { ProblemError } from "#domain/problems.ts";
import type { ProjectStore } from "../store/api.ts";
import type { RadioState } from "./ble/radio.ts";
import type { OpenPort } from "./serial/port.ts";
import type { ListPorts } from "./serial/ports.ts";
import type { SampleSource } from "./source.ts";

/** The simulated gloves, beyond being a source. */
export interface SimulatedControl {
  readonly defaults: SimulatedOptions;
  /** Names of the model's people. */
  readonly people: readonly string[];
  /** Takes effect at the next connection. */
  configure(options: SimulatedOptions): void;
}

/** Plays recorded captures as if live. */
export interface ReplayControl {
  /** Offers every stream of a capture as a device and returns the devices' ids. @throws ProblemError capture.notFound */
  offer(store: ProjectStore, captureId: string, speed: number): Promise<string[]>;
  /** The same for a CSV file; `rateHz` for one without times. @throws ProblemError csv.… as readCsv */
  offerFile(path: string, speed: number, rateHz?: number): Promise<string[]>;
}

/** Devices that do not announce themselves: only addresses that somebody gave are looked at. */
export interface AddressBook {
  /**
   * Takes `host`, `host:port` or a URL, with `?token=…` where it wants one, and returns the device's id.
   * @throws ProblemError device.badAddress
   */
  remember(address: string): string;
  tokenOf(deviceId: string): string | null;
  forget(deviceId: string): void;
}

/** The serial ports of this machine, for gloves and for their boot loaders. */
export interface SerialControl {
  /** Returns the id under which the port may now be connected. */
  allowPath(path: string): string;
  /** What the system lists, and what was allowed and exists. */
  readonly ports: ListPorts;
  readonly openPort: OpenPort;
  /** Plugs in a simulated board, or pulls it out; absent where this studio has none. */
  readonly simulate?: (plugged: boolean) => void;
}

/** All ways in that this studio has. Absent abilities are answered with a problem, not with a crash. */
export interface Sources {
  readonly all: readonly SampleSource[];
  readonly simulated?: SimulatedControl;
  readonly replay?: ReplayControl & SampleSource;
  readonly serial?: SerialControl;
  readonly gateway?: AddressBook;
  /** Whether gloves can be found on the air here, and why not; and frees the adapter. */
  readonly ble?: { state(): Promise<RadioState>; close(): void };
}

/** The source that a device id belongs to; ids begin with the kind. @throws ProblemError device.unknownKind */
export function sourceOf(sources: Sources, deviceId: string): SampleSource {
  if (deviceId.startsWith("simulated:replay:") && sources.replay) return sources.replay;
  const kind = deviceId.slice(0, deviceId.indexOf(":"));
  const source = sources.all.find((candidate) => candidate.kind === kind);
  if (source === undefined) throw new ProblemError("device.unknownKind", { device: deviceId });
  return source;
}
