import type { SimulatedOptions } from "#contract/devices.ts";
import type { DeviceIdentity } from "#domain/captures.ts";
import { HANDS, type Hand } from "#domain/hands.ts";
import { ProblemError } from "#domain/problems.ts";
import type { Speed } from "../pacer.ts";
import { type DeviceLink, type Discovery, hostNowUs, type SampleSource } from "../source.ts";
import { GloveLink } from "./gloveLink.ts";
import { PEOPLE } from "./people.ts";

export const DEFAULT_SIMULATED_OPTIONS: SimulatedOptions = {
  hands: "both",
  seed: 1,
  person: PEOPLE[0]!.name,
  punchesPerMinute: 40,
  rateHz: 119,
  accelRange_g: 16,
  gyroRange_dps: 2000,
  magnetometer: false,
  clockError_ppm: 0,
  loss: 0,
};

/**
 * Simulated gloves: a person of the model in front of you, with a glove on each chosen hand. Everything that comes from
 * here says that it is simulated.
 */
export class SimulatedSource implements SampleSource {
  readonly kind = "simulated";
  readonly #speed: Speed;
  #options: SimulatedOptions = DEFAULT_SIMULATED_OPTIONS;
  readonly #open = new Set<GloveLink>();
  #startUs = 0;

  /** Any speed but 1 is for tests and for making captures without waiting: see Pacer. */
  constructor({ speed = 1 }: { speed?: Speed } = {}) {
    this.#speed = speed;
  }

  get options(): SimulatedOptions {
    return this.#options;
  }

  /** Takes effect at the next connection. */
  configure(options: SimulatedOptions): void {
    this.#options = options;
  }

  async find(): Promise<readonly Discovery[]> {
    const { person, rateHz } = this.#options;
    return this.#hands().map((hand) => ({
      device: identityOf(hand),
      detail: `${person} · ${rateHz} Hz`,
      rssi_dbm: null,
      hand,
    }));
  }

  /** @throws ProblemError device.notFound, simulated.unknownPerson */
  async connect(deviceId: string): Promise<DeviceLink> {
    const hand = this.#hands().find((side) => identityOf(side).id === deviceId);
    if (!hand) throw new ProblemError("device.notFound", { device: deviceId });
    const { seed, punchesPerMinute, only, loss, ...sensor } = this.#options;
    const person = personOf(this.#options);
    if (this.#open.size === 0) this.#startUs = hostNowUs();
    const link: GloveLink = new GloveLink(identityOf(hand), hand, {
      script: { person, seed, hands: this.#hands(), punchesPerMinute, only },
      sensor,
      loss,
      speed: this.#speed,
      startUs: this.#startUs,
      onClosed: () => this.#open.delete(link),
    });
    this.#open.add(link);
    return link;
  }

  #hands(): readonly Hand[] {
    const { hands } = this.#options;
    return hands === "both" ? HANDS : [hands];
  }
}

function personOf({ person }: SimulatedOptions) {
  const found = PEOPLE.find(({ name }) => name === person);
  if (!found) throw new ProblemError("simulated.unknownPerson", { person });
  return found;
}

function identityOf(hand: Hand): DeviceIdentity {
  return { id: `simulated:${hand}`, name: `Simulated ${hand} glove`, kind: "simulated", simulated: true };
}
