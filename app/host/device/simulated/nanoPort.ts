import { ProblemError } from "#domain/problems.ts";
import { type BytePort, type OpenPort, PortGone } from "../../sources/serial/port.ts";
import type { PortInfo } from "../../sources/serial/ports.ts";
import type { SimulatedNano } from "./simulatedNano.ts";

/** A simulated board as a port of this very process: nothing of the operating system is between. */
export class NanoPort {
  readonly #nano: SimulatedNano;
  readonly #name: string;
  #open: OpenedPort | null = null;
  #enumerations = 0;

  /** Takes the board's wire. @param name what its ports are called: each time it comes back under another number */
  constructor(nano: SimulatedNano, name: string) {
    this.#nano = nano;
    this.#name = name;
    nano.onBytes = (bytes) => this.#open?.arrive(bytes);
    nano.onMode = (mode) => {
      if (mode === "gone") this.#open?.vanish();
      else this.#enumerations++;
    };
  }

  get path(): string {
    return `${this.#name}${this.#enumerations}`;
  }

  list(): PortInfo[] {
    return this.#nano.mode === "gone" ? [] : [{ path: this.path, ...this.#nano.usb() }];
  }

  /** @throws ProblemError device.notFound, device.busy */
  open: OpenPort = async (path, baud) => {
    if (path !== this.path || this.#nano.mode === "gone") throw new ProblemError("device.notFound", { device: path });
    if (this.#open) throw new ProblemError("device.busy", { port: path });
    const opened = new OpenedPort(this.#nano, () => {
      if (this.#open === opened) this.#open = null;
    });
    this.#open = opened;
    this.#nano.setBaud(baud);
    return opened;
  };
}

class OpenedPort implements BytePort {
  readonly #nano: SimulatedNano;
  readonly #onClosed: () => void;
  #arrived: Uint8Array[] = [];
  #wake: () => void = () => {};
  #gone = false;

  constructor(nano: SimulatedNano, onClosed: () => void) {
    this.#nano = nano;
    this.#onClosed = onClosed;
  }

  arrive(bytes: Uint8Array): void {
    this.#arrived.push(bytes);
    this.#wake();
  }

  vanish(): void {
    this.#gone = true;
    this.#onClosed();
    this.#wake();
  }

  async read(): Promise<Uint8Array> {
    while (this.#arrived.length === 0) {
      if (this.#gone) throw new PortGone("the device went away");
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    const bytes = Buffer.concat(this.#arrived);
    this.#arrived = [];
    return bytes;
  }

  async write(bytes: Uint8Array): Promise<void> {
    if (this.#gone) throw new PortGone("the device went away");
    this.#nano.receive(Uint8Array.from(bytes));
  }

  async setBaud(baud: number): Promise<void> {
    if (!this.#gone) this.#nano.setBaud(baud);
  }

  async close(): Promise<void> {
    this.vanish();
  }
}
