import type { Listening } from "#contract/recognising.ts";
import type { CaptureSummary } from "#domain/captures.ts";
import type { ClassMaps } from "#domain/deploy/modelJson.ts";
import type { LiveFinding } from "#domain/deploy/recognition.ts";
import type { Model } from "#domain/learning/models.ts";
import type { AlertBoard } from "../capture/alertBoard.ts";
import type { DeviceSession } from "../capture/deviceSession.ts";
import type { GloveSaid } from "../capture/ownResults.ts";
import type { Block } from "../capture/rowPlacer.ts";
import type { ProjectStore } from "../store/api.ts";
import { type ModelBytes, modelBytes } from "../validation/modelBytes.ts";
import { keepFindings } from "./keepFindings.ts";
import { modelOfPack, nameOf } from "./resultNames.ts";
import { StreamEars } from "./streamEars.ts";

export interface ListeningPorts {
  readonly alerts: AlertBoard;
  tell(state: Listening): void;
  found(finding: LiveFinding): void;
  log(message: string): void;
}

const NOBODY: Listening = { modelIds: [], keep: "none" };
/** For a page that comes later. */
const REMEMBERED = 500;

/** The models that listen to the connected gloves, and what they said last. */
export class ListeningDesk {
  readonly #ports: ListeningPorts;
  readonly #streams = new Map<string, StreamEars>();
  #state = NOBODY;
  #models: readonly ModelBytes[] = [];
  #findings: LiveFinding[] = [];
  #known: readonly Model[] = [];
  #chosen: ClassMaps | null = null;
  #toldProblems = "[]";

  constructor(ports: ListeningPorts) {
    this.#ports = ports;
  }

  get state(): Listening {
    return this.#state;
  }

  /** Oldest first. */
  get findings(): readonly LiveFinding[] {
    return this.#findings.slice(-REMEMBERED);
  }

  /** @throws ProblemError model.notFound */
  async set(store: Pick<ProjectStore, "model" | "modelParts">, { modelIds, keep }: Listening): Promise<void> {
    const ids = [...new Set(modelIds)];
    const same = ids.join() === this.#state.modelIds.join();
    // A model that goes on listening begins no run anew.
    if (!same) this.#listenWith(await Promise.all(ids.map((id) => modelBytes(store, id))));
    this.#state = { modelIds: ids, keep };
    this.#ports.tell(this.#state);
  }

  /** Models belong to a project, and it is being left. */
  leave(): void {
    if (this.#state === NOBODY) return;
    this.#listenWith([]);
    this.#findings = [];
    this.#state = NOBODY;
    this.#ports.tell(this.#state);
  }

  onBlock(session: DeviceSession, block: Block): void {
    if (this.#models.length === 0) return;
    const monitor = session.streams[block.stream]!;
    let ears = this.#streams.get(monitor.device.id);
    // A device that came back with another format has streams of another count.
    if (ears?.monitor !== monitor) {
      ears?.silence();
      ears = new StreamEars(monitor, this.#models, (finding) => this.#found(finding));
      this.#streams.set(monitor.device.id, ears);
    }
    ears.push(block);
    this.#judge();
  }

  /** A glove recognised something by itself. */
  onResult(session: DeviceSession, { result, hostTimeUs, beginIndex }: GloveSaid): void {
    const [stream] = session.streams;
    const { segmentLength, classNumber, outputs } = result;
    this.#found({
      deviceId: stream?.device.id ?? session.deviceId,
      liveKey: stream?.liveKey ?? 0,
      modelId: null,
      label: nameOf(result, { model: modelOfPack(this.#known, session.firmware?.pack), chosen: this.#chosen }),
      classNumber: classNumber ?? 0,
      beginIndex,
      endIndex: beginIndex === null || segmentLength === null ? null : beginIndex + segmentLength,
      decidedIndex: null,
      confidence: outputs === null || outputs.length === 0 ? null : strongest(outputs),
      latencyMs: null,
      hostTimeUs,
    });
  }

  /** The models of the open project, for the names of what gloves recognise. */
  knows(models: readonly Model[]): void {
    this.#known = models;
  }

  /** Names for gloves that tell none, from a file that somebody chose. */
  nameBy(chosen: ClassMaps): void {
    this.#chosen = chosen;
  }

  /** A device came, went or changed. */
  onSession(session: DeviceSession, connected: boolean): void {
    if (connected) return;
    for (const { device } of session.streams) {
      void this.#streams.get(device.id)?.close();
      this.#streams.delete(device.id);
    }
    this.#judge();
  }

  /** A capture was just recorded, and is whole. Never rejects: what could not be kept is an alert. */
  async keep(store: ProjectStore, capture: CaptureSummary): Promise<void> {
    this.#ports.alerts.set("listening.keep", []);
    try {
      await keepFindings(store, capture, this.#models, this.#state.keep);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.#ports.log(`live findings of ${capture.name}: ${message}`);
      const id = `findingsNotKept:${capture.id}`;
      const detail = { capture: capture.name };
      this.#ports.alerts.set("listening.keep", [
        { id, code: "findingsNotKept", severity: "warning", deviceId: null, detail },
      ]);
    }
  }

  #listenWith(models: readonly ModelBytes[]): void {
    for (const ears of this.#streams.values()) ears.silence();
    this.#streams.clear();
    this.#models = models;
    this.#judge();
  }

  #found(finding: LiveFinding): void {
    this.#findings.push(finding);
    if (this.#findings.length > 2 * REMEMBERED) this.#findings = this.#findings.slice(-REMEMBERED);
    this.#ports.found(finding);
  }

  /** A glove that a model does not fit: the others are heard. */
  #judge(): void {
    const unfit = [...this.#streams.values()].flatMap(({ monitor, problems }) =>
      problems.map(({ model, problem }) => ({
        id: `${problem.code}:${monitor.device.id}:${model}`,
        code: "modelUnfit",
        severity: "warning" as const,
        deviceId: monitor.device.id,
        detail: {
          hand: monitor.hand ?? "unknown",
          device: monitor.device.name,
          model,
          reason: problem.code.split(".")[1]!,
        },
      })),
    );
    const text = JSON.stringify(unfit);
    if (text === this.#toldProblems) return;
    this.#toldProblems = text;
    this.#ports.alerts.set("listening", unfit);
  }
}

/** The strongest output as a share: networks tell probabilities, ours the bytes of a pipeline (-128 to 127). */
function strongest(outputs: readonly number[]): number {
  const most = Math.max(...outputs);
  const probabilities = outputs.every((output) => output >= 0 && output <= 1);
  return Math.min(1, Math.max(0, probabilities ? most : (most + 128) / 255));
}
