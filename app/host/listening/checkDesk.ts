import { AgreementCount } from "#domain/deploy/agreementCount.ts";
import type { Agreement, LiveFinding } from "#domain/deploy/recognition.ts";
import { ProblemError } from "#domain/problems.ts";
import type { DeviceSession } from "../capture/deviceSession.ts";
import type { GloveSaid } from "../capture/ownResults.ts";
import type { Block } from "../capture/rowPlacer.ts";
import { deviceIdOf } from "../capture/streamDevice.ts";
import type { ProjectStore } from "../store/api.ts";
import { type ModelBytes, modelBytes } from "../validation/modelBytes.ts";
import { Ear } from "./ear.ts";

/** How long an answer waits for its twin: the slower of cable and engine is far below. */
const PATIENCE_S = 2;
/** Behind lost samples a segmenter needs this long until it stands where that of the glove stands. */
const SETTLE_S = 3;

export interface CheckPorts {
  sessions(): readonly DeviceSession[];
  tell(agreement: Agreement): void;
  heard(finding: LiveFinding): void;
  log(message: string): void;
}

/** The live checks: what gloves recognise beside what the studio's own engine finds in the samples they send. */
export class CheckDesk {
  readonly #ports: CheckPorts;
  readonly #checks = new Map<string, Check>();

  constructor(ports: CheckPorts) {
    this.#ports = ports;
  }

  /** @throws ProblemError device.notFound, check.noRecognition, check.otherPack, model.notFound */
  async start(store: Pick<ProjectStore, "model" | "modelParts">, deviceId: string, modelId: string): Promise<void> {
    const wanted = deviceIdOf(deviceId);
    const session = this.#ports.sessions().find((one) => one.deviceId === wanted);
    if (session === undefined) throw new ProblemError("device.notFound", { device: deviceId });
    const { name: device } = session.device;
    if (session.sends !== "both" || !session.flowing) throw new ProblemError("check.noRecognition", { device });
    const bytes = runBy(await modelBytes(store, modelId), session.firmware?.pack?.hash);
    if (bytes === null) {
      throw new ProblemError("check.otherPack", { device });
    }
    this.stop(deviceId);
    const check = new Check(session, bytes, this.#ports);
    this.#checks.set(wanted, check);
    check.tell();
    session.startOver();
  }

  stop(deviceId: string): void {
    this.#checks.get(deviceIdOf(deviceId))?.end();
    this.#checks.delete(deviceIdOf(deviceId));
  }

  onBlock(session: DeviceSession, block: Block): void {
    if (block.stream === 0) this.#checks.get(session.deviceId)?.onBlock(block);
  }

  onResult(session: DeviceSession, said: GloveSaid): void {
    this.#checks.get(session.deviceId)?.onResult(said);
  }

  onSession(session: DeviceSession, connected: boolean): void {
    if (!connected) this.stop(session.deviceId);
  }
}

/** The model as the very part that a glove runs, whatever hand it says; null where no part is that. */
function runBy({ model, descriptorFor }: ModelBytes, hash: string | undefined): ModelBytes | null {
  const part = model.parts.find((one) => one.hash === hash);
  return part === undefined ? null : { model, descriptorFor: () => descriptorFor(part.hand) };
}

/** One glove under check. It counts from the glove's next start on, and over every further one. */
class Check {
  readonly #session: DeviceSession;
  readonly #bytes: ModelBytes;
  readonly #ports: CheckPorts;
  readonly #count: AgreementCount;
  readonly #rateHz: number;
  readonly #firstRun: number;
  #run = -1;
  #ear: Ear | null = null;
  #told = "";

  constructor(session: DeviceSession, bytes: ModelBytes, ports: CheckPorts) {
    this.#session = session;
    this.#bytes = bytes;
    this.#ports = ports;
    this.#rateHz = session.streams[0]!.format.nominalRateHz;
    this.#count = new AgreementCount(PATIENCE_S * this.#rateHz);
    this.#firstRun = session.run + 1;
  }

  onBlock(block: Block): void {
    if (this.#session.run < this.#firstRun) return;
    if (this.#run !== this.#session.run) this.#begin(block.firstIndex);
    else if (block.gaps.length > 0) this.#count.leaveOutBefore(block.firstIndex + SETTLE_S * this.#rateHz);
    this.#ear?.push(block);
    this.#count.reached(block.firstIndex + block.count);
    this.tell();
  }

  onResult({ result, beginIndex }: GloveSaid): void {
    const { segmentLength, classNumber } = result;
    if (this.#run !== this.#session.run || beginIndex === null || segmentLength === null || classNumber === null)
      return;
    this.#count.add("glove", { beginIndex, endIndex: beginIndex + segmentLength, classNumber });
    this.tell();
  }

  tell(): void {
    const { agreed, differed, gloveOnly, studioOnly } = this.#count;
    const counts = [agreed, differed, gloveOnly, studioOnly].join();
    if (counts === this.#told) return;
    this.#told = counts;
    const { deviceId } = this.#session;
    this.#ports.tell({ deviceId, modelId: this.#bytes.model.id, agreed, differed, gloveOnly, studioOnly });
  }

  end(): void {
    this.#ear?.silence();
  }

  /** The glove's pipeline was reset before this sample, and so is ours. */
  #begin(firstIndex: number): void {
    this.#run = this.#session.run;
    this.#ear?.silence();
    this.#count.leaveOutBefore(firstIndex);
    const { format, hand, liveKey } = this.#session.streams[0]!;
    try {
      this.#ear = new Ear(
        this.#bytes,
        { format, hand, rateHz: this.#rateHz },
        {
          onHeard: (heard) => {
            const { beginIndex, endIndex, classNumber } = heard;
            this.#ports.heard({ deviceId: this.#session.deviceId, liveKey, ...heard });
            this.#count.add("studio", { beginIndex: beginIndex!, endIndex: endIndex!, classNumber });
            this.tell();
          },
          onBroken: (error) => this.#ports.log(`live check: ${String(error)}`),
        },
      );
    } catch (error) {
      this.#ports.log(`live check: ${String(error)}`);
      this.#ear = null;
    }
  }
}
