import type { DeviceIdentity } from "#domain/captures.ts";
import { ProblemError } from "#domain/problems.ts";
import { readCsv } from "../../exchange/csv/readCsv.ts";
import type { RecordedStream, Recording } from "../../exchange/recordedStream.ts";
import { storedRecording } from "../../exchange/storedRecording.ts";
import type { ProjectStore } from "../../store/api.ts";
import { Pacer, type Speed } from "../pacer.ts";
import { type DeviceLink, type Discovery, hostNowUs, type SampleSource } from "../source.ts";
import { ReplayLink } from "./replayLink.ts";

/** Gloves of one recording that begin within this time of each other are played together, in their common time. */
const TOGETHER_US = 2e6;

interface Offer {
  readonly device: DeviceIdentity;
  readonly recorded: RecordedStream;
  readonly begin: () => Pacer;
}

/**
 * Plays recorded captures and files as devices. A replay stops at the end of its recording, as a player does: a loop
 * would put a jump into the data that nobody made. Whoever wants it again connects it again.
 */
export class ReplaySource implements SampleSource {
  readonly kind = "simulated";
  readonly #offers = new Map<string, Offer>();

  /**
   * Offers every stream of a capture as a device and returns the devices' ids, `simulated:replay:<captureId>:<n>`.
   * @throws ProblemError capture.notFound
   */
  async offer(store: ProjectStore, captureId: string, speed: Speed): Promise<string[]> {
    return this.offerRecording(await storedRecording(store, captureId), speed);
  }

  /** The same for a CSV file; `rateHz` is for one that has no times. @throws ProblemError csv.… as readCsv */
  async offerFile(path: string, speed: Speed, rateHz?: number): Promise<string[]> {
    return this.offerRecording(await readCsv(path, rateHz === undefined ? {} : { rateHz }), speed);
  }

  /** The same for anything recorded. */
  offerRecording(recording: Recording, speed: Speed): string[] {
    const begin = beginTogether(speed);
    return recording.streams.map((recorded, at) => {
      const device: DeviceIdentity = {
        id: `simulated:replay:${recording.id}:${at}`,
        name: `Replay of ${recording.name}`,
        kind: "simulated",
        simulated: true,
      };
      this.#offers.set(device.id, { device, recorded, begin });
      return device.id;
    });
  }

  async find(): Promise<readonly Discovery[]> {
    return [...this.#offers.values()].map(({ device, recorded }) => ({
      device,
      detail: `${recorded.format.channels.length} channels · ${Math.round(recorded.clock.rateHz)} Hz`,
      rssi_dbm: null,
      hand: recorded.hand,
    }));
  }

  /** @throws ProblemError device.notFound */
  async connect(deviceId: string): Promise<DeviceLink> {
    const offer = this.#offers.get(deviceId);
    if (!offer) throw new ProblemError("device.notFound", { device: deviceId });
    return new ReplayLink(offer.device, offer.recorded, offer.begin);
  }
}

function beginTogether(speed: Speed): () => Pacer {
  let lastUs = Number.NEGATIVE_INFINITY;
  return () => {
    const nowUs = hostNowUs();
    if (nowUs - lastUs > TOGETHER_US) lastUs = nowUs;
    return new Pacer(speed, lastUs);
  };
}
