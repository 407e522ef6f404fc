import type { Board } from "#domain/deploy/flash.ts";
import type { ListPorts } from "../../sources/serial/ports.ts";
import { portId } from "../../sources/serial/ports.ts";
import { boardAt } from "./identity.ts";

const LOOK_EVERY_MS = 1000;
/** Nobody who looks at boards waits longer before asking again. */
const WATCH_MS = 60_000;

export interface WatchOptions {
  readonly ports: ListPorts;
  /** Ids of the gloves that are connected now. */
  readonly connected: () => readonly string[];
  readonly tell: (boards: Board[]) => void;
}

/** The boards on cables. They are looked for when somebody asks, and for a minute after. */
export class BoardWatch {
  readonly #options: WatchOptions;
  #timer: NodeJS.Timeout | undefined;
  #endMs = 0;
  #told = "";

  constructor(options: WatchOptions) {
    this.#options = options;
  }

  async list(): Promise<Board[]> {
    const boards = await this.#look();
    this.#told = JSON.stringify(boards);
    this.#endMs = performance.now() + WATCH_MS;
    this.#timer ??= setInterval(() => void this.#watch(), LOOK_EVERY_MS).unref();
    return boards;
  }

  close(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  async #look(): Promise<Board[]> {
    const connected = this.#options.connected();
    const boards = (await this.#options.ports()).map((port): Board => {
      const deviceId = portId(port);
      return { ...boardAt(port), deviceId: connected.includes(deviceId) ? deviceId : null };
    });
    return boards.sort((a, b) => a.id.localeCompare(b.id));
  }

  async #watch(): Promise<void> {
    if (performance.now() > this.#endMs) return this.close();
    const boards = await this.#look();
    const now = JSON.stringify(boards);
    if (now === this.#told || this.#timer === undefined) return;
    this.#told = now;
    this.#options.tell(boards);
  }
}
