import type { RecordingState } from "#contract/recording.ts";
import type { CaptureSummary } from "#domain/captures.ts";
import { ProblemError } from "#domain/problems.ts";
import { sent } from "../sent.ts";
import { hostNowUs } from "../sources/source.ts";
import type { ProjectStore } from "../store/api.ts";
import type { AlertBoard } from "./alertBoard.ts";
import type { DeviceSession } from "./deviceSession.ts";
import { Recording, type RecordingOrder } from "./recording.ts";
import { RecordingAlerts } from "./recordingAlerts.ts";
import type { Block } from "./rowPlacer.ts";
import { pause } from "./waiting.ts";

const TELL_MS = 500;

export interface RecorderPorts {
  sessions(): readonly DeviceSession[];
  alerts: AlertBoard;
  tell(state: RecordingState): void;
  /** A capture is whole; the review begins when this has resolved. Never rejects. */
  finished(store: ProjectStore, capture: CaptureSummary): Promise<void>;
  log(message: string): void;
}

/**
 * Makes captures: countdown, recording of every live device into one capture, review. Whatever a link does, the
 * recording goes on; only the user, the maximum length or the end of the studio stops it.
 */
export class Recorder {
  readonly #ports: RecorderPorts;
  readonly #alerts: RecordingAlerts;
  #state: RecordingState = { phase: "idle" };
  #recording: Recording | null = null;
  /** The recording whose rows the store did not take. */
  #refused: Recording | null = null;
  #finishing: Promise<void> | null = null;
  #countdown = new AbortController();
  #timers: NodeJS.Timeout[] = [];
  #reviewStore: ProjectStore | null = null;

  constructor(ports: RecorderPorts) {
    this.#ports = ports;
    this.#alerts = new RecordingAlerts(ports.alerts);
  }

  get state(): RecordingState {
    return this.#state;
  }

  /** True from the countdown until the capture is finished: the project must stay open. */
  get busy(): boolean {
    return this.#recording !== null || (this.#state.phase !== "idle" && this.#state.phase !== "review");
  }

  /** A moment of the host's clock on that of the capture that is being recorded; null while none is. */
  captureTimeAt(hostUs: number): { captureId: string; captureUs: number } | null {
    const recording = this.#recording;
    const capture = this.#state.phase === "recording" ? recording?.capture : null;
    return recording && capture ? { captureId: capture.id, captureUs: hostUs - recording.zeroUs } : null;
  }

  isRecording(session: DeviceSession): boolean {
    return this.#state.phase === "recording" && this.#recording?.partOf(session) === "yes";
  }

  /**
   * Resolves when the recording runs, or when the countdown has begun. A capture in review is kept.
   * @throws ProblemError recording.running, recording.noDevice, project.readOnly and others of the store
   */
  async start(order: RecordingOrder): Promise<void> {
    if (this.busy) throw new ProblemError("recording.running");
    if (order.store.readOnly) throw new ProblemError("project.readOnly");
    this.#requireDevices();
    this.#alerts.clear();
    if (order.plan.countdownS === 0) return this.#begin(order);
    this.#countdown = new AbortController();
    this.#set({ phase: "countdown", secondsLeft: order.plan.countdownS });
    void this.#countDown(order, this.#countdown.signal);
  }

  /** Resolves when the capture is safe on disk. @throws ProblemError recording.notRunning, recording.failed */
  async stop(): Promise<void> {
    if (this.#state.phase === "countdown") {
      this.#countdown.abort();
      this.#set({ phase: "idle" });
    } else if (this.#state.phase === "recording") await this.#finish(hostNowUs());
    else throw new ProblemError("recording.notRunning");
  }

  /** Stops whatever goes on and waits until it is safe. */
  async close(): Promise<void> {
    if (this.#finishing === null && this.busy) await this.stop();
    else await this.#finishing;
  }

  /** @throws ProblemError recording.noReview */
  async review(decision: "keep" | "discard", label?: string | null): Promise<void> {
    if (this.#state.phase !== "review" || this.#reviewStore === null) throw new ProblemError("recording.noReview");
    const { capture } = this.#state;
    const store = this.#reviewStore;
    if (decision === "discard") await store.setDeleted([capture.id], true);
    else if (label !== undefined && label !== capture.label) await store.setLabel([capture.id], label);
    this.leaveReview();
  }

  /** Keeps what is in review as it is: its project is being left. */
  leaveReview(): void {
    this.#reviewStore = null;
    if (this.#state.phase === "review") this.#set({ phase: "idle" });
  }

  onBlock(session: DeviceSession, block: Block): void {
    try {
      this.#recording?.add(session, block);
    } catch (error) {
      // Only a store that broke down refuses rows. The link must not suffer for it, nor the log for every row.
      if (this.#refused === this.#recording) return;
      this.#refused = this.#recording;
      this.#failed(error);
    }
  }

  onCorrupt(session: DeviceSession, packets: number): void {
    this.#recording?.corrupt(session, packets);
  }

  /** A device came, went or changed. */
  onSession(session: DeviceSession): void {
    if (this.#recording !== null) this.#alerts.leftOut(session, this.#recording, this.#isConnected(session));
  }

  async #countDown(order: RecordingOrder, signal: AbortSignal): Promise<void> {
    for (let secondsLeft = order.plan.countdownS; secondsLeft > 0; secondsLeft--) {
      this.#set({ phase: "countdown", secondsLeft });
      if (!(await pause(1_000, signal))) return;
    }
    try {
      await this.#begin(order);
    } catch (error) {
      this.#set({ phase: "idle" });
      this.#note(error);
      this.#alerts.notStarted(error);
    }
  }

  async #begin(order: RecordingOrder): Promise<void> {
    const recording = new Recording(order, this.#requireDevices());
    this.#recording = recording;
    try {
      await recording.begin((trouble, message) => {
        this.#ports.log(`recording: ${trouble} ${message}`);
        this.#alerts.disk(trouble);
      });
    } catch (error) {
      this.#recording = null;
      throw error;
    }
    this.#tellRows(recording);
    this.#timers.push(setInterval(() => this.#tellRows(recording), TELL_MS));
    const { maxLengthS } = order.plan;
    if (maxLengthS !== null) this.#stopAt(recording.zeroUs + maxLengthS * 1e6);
  }

  #stopAt(endUs: number): void {
    const stop = () => void this.#finish(endUs).catch((error) => this.#failed(error));
    this.#timers.push(setTimeout(stop, (endUs - hostNowUs()) / 1_000));
  }

  #finish(stopUs: number): Promise<void> {
    const recording = this.#recording!;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers = [];
    this.#finishing = this.#makeWhole(recording, recording.capture!.id, stopUs).finally(() => {
      this.#recording = null;
      this.#finishing = null;
    });
    return this.#finishing;
  }

  async #makeWhole(recording: Recording, captureId: string, stopUs: number): Promise<void> {
    const progress = (doneShare: number) => this.#set({ phase: "finishing", captureId, doneShare });
    progress(0);
    try {
      const capture = await recording.finish(stopUs, (session) => this.#isConnected(session), progress);
      this.#alerts.clear();
      await this.#ports.finished(recording.order.store, capture);
      this.#reviewStore = recording.order.store;
      this.#set({ phase: "review", capture: sent(capture) });
    } catch (error) {
      this.#set({ phase: "idle" });
      if (error instanceof ProblemError) throw error;
      throw new ProblemError("recording.failed", { message: messageOf(error) }, { cause: error });
    }
  }

  #requireDevices(): readonly DeviceSession[] {
    const sessions = this.#ports.sessions().filter((session) => session.flowing);
    if (sessions.length === 0) throw new ProblemError("recording.noDevice");
    return sessions;
  }

  #isConnected(session: DeviceSession): boolean {
    return this.#ports.sessions().includes(session);
  }

  #tellRows(recording: Recording): void {
    const { capture, startedAtMs, order, rows } = recording;
    if (capture === null) return;
    const { maxLengthS } = order.plan;
    this.#set({ phase: "recording", captureId: capture.id, name: capture.name, startedAtMs, maxLengthS, rows });
  }

  /** A failure that nobody waits for: at the maximum length, or in the middle. */
  #failed(error: unknown): void {
    this.#note(error);
    this.#alerts.failed(error);
  }

  #note(error: unknown): void {
    this.#ports.log(`recording: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }

  #set(state: RecordingState): void {
    this.#state = state;
    this.#ports.tell(state);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
