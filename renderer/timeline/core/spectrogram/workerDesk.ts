import type { SpectrogramWorker } from "./spectrogramTiles.ts";
import type { SpectrogramResult } from "./spectrogramWorker.ts";

/** One worker for all spectrograms of a timeline: made for the first one, ended with the last. */
export class WorkerDesk {
  readonly #make: () => SpectrogramWorker;
  readonly #open = new Set<SpectrogramWorker>();
  /** Who asked, and under which number of its own. */
  readonly #asked = new Map<number, { readonly port: SpectrogramWorker; readonly id: number }>();
  #worker: SpectrogramWorker | null = null;
  #tickets = 0;

  constructor(make: () => SpectrogramWorker) {
    this.#make = make;
  }

  /** As a worker of one's own. */
  port(): SpectrogramWorker {
    const port: SpectrogramWorker = {
      onmessage: null,
      postMessage: (task, transfer) => {
        const ticket = this.#tickets++;
        this.#asked.set(ticket, { port, id: task.id });
        this.#running().postMessage({ ...task, id: ticket }, transfer);
      },
      terminate: () => this.#leave(port),
    };
    this.#open.add(port);
    return port;
  }

  #running(): SpectrogramWorker {
    if (this.#worker === null) {
      this.#worker = this.#make();
      this.#worker.onmessage = ({ data }) => this.#answer(data);
    }
    return this.#worker;
  }

  #answer({ id, levels }: SpectrogramResult): void {
    const asked = this.#asked.get(id);
    this.#asked.delete(id);
    if (asked === undefined || !this.#open.has(asked.port)) return;
    asked.port.onmessage?.({ data: { id: asked.id, levels } } as MessageEvent<SpectrogramResult>);
  }

  #leave(port: SpectrogramWorker): void {
    this.#open.delete(port);
    if (this.#open.size > 0) return;
    this.#worker?.terminate();
    this.#worker = null;
    this.#asked.clear();
  }
}
