import { execFile } from "node:child_process";
import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { type NanoMode, type NanoOptions, SimulatedNano } from "#host/device/simulated/simulatedNano.ts";
import type { PortInfo } from "#host/sources/serial/ports.ts";
import { Pty } from "./pty.ts";

export interface VirtualBoardOptions extends Partial<NanoOptions> {
  /** Where its pseudo-terminals appear, as `nano1`, `nano2`, …: each time under another name. */
  readonly folder: string;
  /** Kept up to date with where it is, for a studio that runs with `RINGSIDE_PORTS=FILE`. */
  readonly portsFile?: string;
}

const CHIP = "9F3C0011A2B4C5D6";
const BAUD_EVERY_MS = 50;

/**
 * A Nano 33 BLE on real pseudo-terminals: the simulated board behind the operating system's serial ports. A system lists no
 * pseudo-terminals, so who looks for boards is given `list`, or the file.
 */
export class VirtualBoard {
  readonly nano: SimulatedNano;
  readonly #options: VirtualBoardOptions;
  #names = 0;
  #pty: Pty | null = null;
  #turn: Promise<void> = Promise.resolve();
  #here: PortInfo[] = [];

  constructor(options: VirtualBoardOptions) {
    this.#options = options;
    this.nano = new SimulatedNano({ chip: CHIP, ...options });
    this.nano.onMode = (mode) => {
      this.#turn = this.#turn.then(() => this.#enumerate(mode));
    };
    this.nano.onBytes = (bytes) => void this.#pty?.write(bytes);
  }

  /** The same in both modes. */
  get boardId(): string {
    return `usb:2341:805a:${this.#options.chip ?? CHIP}`;
  }

  /** Null while it is on no bus. */
  get path(): string | null {
    return this.#here[0]?.path ?? null;
  }

  readonly list = async (): Promise<readonly PortInfo[]> => this.#here;

  async plug(): Promise<void> {
    this.nano.plug();
    await this.#turn;
  }

  async unplug(): Promise<void> {
    this.nano.unplug();
    await this.#turn;
  }

  /** Resolves when it is there again. */
  async pressResetTwice(): Promise<void> {
    this.nano.pressResetTwice();
    do await sleep(BAUD_EVERY_MS);
    while (this.path === null);
  }

  async #enumerate(mode: NanoMode): Promise<void> {
    await this.#appear([]);
    await this.#pty?.vanish();
    this.#pty = null;
    if (mode === "gone") return;
    const path = join(this.#options.folder, `nano${++this.#names}`);
    const pty = await Pty.open(path, (bytes) => this.nano.receive(bytes));
    this.#pty = pty;
    await this.#appear([{ path, ...this.nano.usb() }]);
    if (mode === "sketch") void this.#watchBaud(pty);
  }

  async #appear(ports: PortInfo[]): Promise<void> {
    this.#here = ports;
    const { portsFile } = this.#options;
    if (portsFile === undefined) return;
    await writeFile(`${portsFile}.new`, JSON.stringify(ports));
    await rename(`${portsFile}.new`, portsFile);
  }

  /** A pseudo-terminal has no wire that would tell: its rate is asked for. */
  async #watchBaud(pty: Pty): Promise<void> {
    while (this.#pty === pty && !pty.gone) {
      const { stdout } = await promisify(execFile)("stty", ["-F", pty.link, "speed"]).catch(() => ({ stdout: "" }));
      if (this.#pty === pty && stdout !== "") this.nano.setBaud(Number(stdout));
      await sleep(BAUD_EVERY_MS);
    }
  }
}
