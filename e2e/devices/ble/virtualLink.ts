import { STATUS } from "./hci.ts";
import type { VirtualAir } from "./virtualAir.ts";
import type { VirtualController } from "./virtualController.ts";

/** Late timers catch up, so that throughput does not depend on how busy the machine is; after a long sleep no further than this. */
const MOST_CATCH_UP = 50;

/** One connection: packets wait on each side for the next connection event. */
export class VirtualLink {
  readonly handle: number;
  readonly central: VirtualController;
  readonly peripheral: VirtualController;
  intervalMs: number;
  timeoutMs: number;
  readonly #air: VirtualAir;
  readonly #waiting: ReadonlyMap<VirtualController, Buffer[]>;
  #timer: NodeJS.Timeout | undefined;
  #up = true;

  constructor(
    air: VirtualAir,
    central: VirtualController,
    peripheral: VirtualController,
    intervalMs: number,
    timeoutMs: number,
  ) {
    this.#air = air;
    this.handle = air.nextHandle();
    this.central = central;
    this.peripheral = peripheral;
    this.intervalMs = intervalMs;
    this.timeoutMs = timeoutMs;
    this.#waiting = new Map([central, peripheral].map((side) => [side, []]));
    this.run();
  }

  /** Begins anew with the interval as it is now. */
  run(): void {
    clearInterval(this.#timer);
    let next = performance.now() + this.intervalMs;
    this.#timer = setInterval(
      () => {
        for (let i = 0; i < MOST_CATCH_UP && performance.now() >= next; i++) {
          next += this.intervalMs;
          this.#connectionEvent();
        }
      },
      Math.max(1, this.intervalMs / 2),
    );
  }

  send(from: VirtualController, acl: Buffer): void {
    if (this.#up) this.#waiting.get(from)!.push(acl);
  }

  /** Radio silence: both sides notice when the supervision timeout is over. */
  silence(): void {
    clearInterval(this.#timer);
    setTimeout(() => this.end(STATUS.supervisionTimeout, STATUS.supervisionTimeout), this.timeoutMs);
  }

  end(centralReason: number, peripheralReason: number): void {
    if (!this.#up) return;
    this.#up = false;
    clearInterval(this.#timer);
    this.central.linkEnded(this, centralReason);
    this.peripheral.linkEnded(this, peripheralReason);
  }

  #connectionEvent(): void {
    const { packetsPerEvent, retries } = this.#air.model;
    for (const [from, queue] of this.#waiting) {
      const to = from === this.central ? this.peripheral : this.central;
      let done = 0;
      for (let slot = 0; slot < packetsPerEvent && queue.length > 0; slot++) {
        if (this.#air.random.chance(retries)) continue;
        to.receiveData(this, queue.shift()!);
        done++;
      }
      if (done > 0) from.dataSent(this, done);
    }
  }
}
