import { type Random, randomOf } from "#domain/random.ts";
import type { VirtualController } from "./virtualController.ts";

/** How the radio is. */
export interface AirModel {
  /** Connection interval; what the central asks for where absent. */
  readonly intervalMs?: number;
  /** Data packets a connection event and direction: 4 to 7 on a real nRF52840. */
  readonly packetsPerEvent: number;
  /** Share of packets that must be sent again. BLE loses none that way, it only takes longer. */
  readonly retries: number;
  /** How long a silent link is believed in; what the central asks for where absent. */
  readonly supervisionMs?: number;
  readonly rssi_dbm: number;
}

const CALM: AirModel = { packetsPerEvent: 6, retries: 0, rssi_dbm: -55 };

/** The air that virtual controllers share. */
export class VirtualAir {
  readonly controllers: VirtualController[] = [];
  readonly random: Random;
  model: AirModel;
  #handles = 0x40;

  constructor(model: Partial<AirModel> = {}, seed = 1) {
    this.model = { ...CALM, ...model };
    this.random = randomOf(seed, "air");
  }

  nextHandle(): number {
    return this.#handles++;
  }
}
