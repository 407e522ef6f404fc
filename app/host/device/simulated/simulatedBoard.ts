import { ONLY_SIMULATED } from "#domain/deploy/flash.ts";
import type { OpenPort } from "../../sources/serial/port.ts";
import type { PortInfo } from "../../sources/serial/ports.ts";
import { madeImage } from "./madeImage.ts";
import { NanoPort } from "./nanoPort.ts";
import { SimulatedNano } from "./simulatedNano.ts";

const CHIP = "51A1ED0000000001";
const PORT = "simulated-board-";

/** What is on the simulated board at first. */
const CAPTURE = { firmware: `ringside-data-capture 1.0.0${ONLY_SIMULATED}` };
/** Room for any pack; like the slot of the real one. */
const RECOGNITION = { firmware: `ringside-recognition 1.0.0${ONLY_SIMULATED}`, slotBytes: 65_536 };

/** A recognition image for the simulated board, for who has no compiler. */
export function simulatedRecognition(): Uint8Array {
  return madeImage(RECOGNITION);
}

/** A board for whoever has none at hand: on a port of this very process, there when it is plugged in. */
export class SimulatedBoard {
  readonly #nano = new SimulatedNano({ chip: CHIP, image: madeImage(CAPTURE) });
  readonly #port = new NanoPort(this.#nano, PORT);

  plug(): void {
    this.#nano.plug();
  }

  unplug(): void {
    this.#nano.unplug();
  }

  list(): readonly PortInfo[] {
    return this.#port.list();
  }

  /** Null for a path that is not the board's. */
  opener(path: string): OpenPort | null {
    return path.startsWith(PORT) ? this.#port.open : null;
  }
}
