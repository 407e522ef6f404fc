import type { RecordingPlan, RecordingState } from "#contract/recording.ts";
import type { Alert } from "#domain/alerts.ts";
import type { CaptureSummary } from "#domain/captures.ts";
import { fillNameTemplate } from "#domain/nameTemplate.ts";
import { ProblemError } from "#domain/problems.ts";
import { hostNowUs } from "../sources/source.ts";
import type { ProjectStore } from "../store/api.ts";
import type { AlertBoard } from "./alertBoard.ts";
import { CaptureWriter } from "./captureWriter.ts";
import type { DeviceSession } from "./deviceSession.ts";
import type { Block } from "./rowPlacer.ts";
import { pause } from "./waiting.ts";

/** Rows measured before the stop are still on their way for this long. */
const LAST_ROWS_MS = 150;
const TELL_MS = 500;

export interface RecorderPorts {
  sessions(): readonly DeviceSession[];
  alerts: AlertBoard;
  tell(state: RecordingState): void;
  log(message: string): void;
}

/** What one recording needs to be told at its start. */
export interface RecordingOrder {
  readonly store: ProjectStore;
  readonly plan: RecordingPlan;
  /** The capture's number in its project; asked for only when the recording really starts. */
  nextNumber(): Promise<number>;
}

/** A running recording: from its zero until its rows are on disk. */
interface Running {
  readonly order: RecordingOrder;
  readonly zeroUs: number;
  readonly startedAtMs: number;
  /** The devices that take part, with the epoch of their stream at the start. */
  readonly epochs: ReadonlyMap<string, number>;
  /** Null until the store has begun the capture; rows wait here until then. */
  writer: CaptureWriter | null;
  early: { session: DeviceSession; block: Block }[];
  stopping: boolean;
}

/**
 * Makes captures: countdown, recording of every live device into one capture, review. Whatever a link does, the
 * recording goes on; only the user, the maximum length or the end of the studio stops it.
 */
export class Recorder {
  readonly #ports: RecorderPorts;
  #state: RecordingState = { phase: "idle" };
  #running: Running | null = null;
  #countdown: AbortController | null = null;
  #timers: NodeJS.Timeout[] = [];
  #reviewStore: ProjectStore | null = null;
  #alerts = new Map<string, Alert>();

  constructor(ports: RecorderPorts) {
    this.#ports = ports;
  }

  get state(): RecordingState {
    return this.#state;
  }

  /** True from the countdown until the capture is finished: the project must stay open. */
  get busy(): boolean {
    return this.#state.phase !== "idle" && this.#state.phase !== "review";
  }

  isRecording(session: DeviceSession): boolean {
    return this.#state.phase === "recording" && this.#takesPart(session);
  }

  /**
   * Resolves when the recording runs, or when the countdown has begun. A capture in review is kept.
   * @throws ProblemError recording.running, recording.noDevice, project.readOnly and others of the store
   */
  async start(order: RecordingOrder): Promise<void> {
    if (this.busy) throw new ProblemError("recording.running");
    if (order.store.readOnly) throw new ProblemError("project.readOnly");
    this.#requireDevices();
    if (order.plan.countdownS === 0) return this.#begin(order);
    this.#countdown = new AbortController();
    void this.#countDown(order, this.#countdown.signal);
  }

  /** Resolves when the capture is safe on disk. @throws ProblemError recording.notRunning */
  async stop(): Promise<void> {
    if (this.#state.phase === "countdown") {
      this.#countdown?.abort();
      this.#set({ phase: "idle" });
      return;
    }
    const running = this.#running;
    if (running?.writer == null || running.stopping) throw new ProblemError("recording.notRunning");
    await this.#finish(running, hostNowUs());
  }

  /** @throws ProblemError recording.noReview */
  async review(decision: "keep" | "discard", label?: string | null): Promise<void> {
    if (this.#state.phase !== "review" || this.#reviewStore === null) throw new ProblemError("recording.noReview");
    const { capture } = this.#state;
    const store = this.#reviewStore;
    if (decision === "discard") await store.setDeleted([capture.id], true);
    else if (label !== undefined && label !== capture.label) await store.setLabel([capture.id], label);
    this.#reviewStore = null;
    this.#set({ phase: "idle" });
  }

  onBlock(session: DeviceSession, block: Block): void {
    const running = this.#running;
    if (running === null || !this.#takesPart(session)) return;
    if (running.writer === null) running.early.push({ session, block });
    else running.writer.add(session.deviceId, block);
  }

  onCorrupt(session: DeviceSession, packets: number): void {
    if (this.#takesPart(session)) this.#running?.writer?.corrupt(session.deviceId, packets);
  }

  /** A device came, went or changed: says so where that means that it is not in the recording. */
  onSession(session: DeviceSession): void {
    const running = this.#running;
    if (running === null) return;
    const late = !running.epochs.has(session.deviceId);
    const changed = !late && running.epochs.get(session.deviceId) !== session.epoch;
    const facts = { hand: session.streams[0]?.hand ?? "unknown", device: session.device.name };
    const shown = session.flowing && this.#ports.sessions().includes(session);
    this.#alert("notRecorded", session.deviceId, "warning", shown && late ? facts : null);
    this.#alert("formatChanged", session.deviceId, "danger", shown && changed ? facts : null);
  }

  async #countDown(order: RecordingOrder, signal: AbortSignal): Promise<void> {
    for (let secondsLeft = order.plan.countdownS; secondsLeft > 0; secondsLeft--) {
      this.#set({ phase: "countdown", secondsLeft });
      if (!(await pause(1_000, signal))) return;
    }
    try {
      await this.#begin(order);
    } catch (error) {
      this.#failed(error);
    }
  }

  async #begin(order: RecordingOrder): Promise<void> {
    const sessions = this.#requireDevices();
    const running: Running = {
      order,
      zeroUs: hostNowUs(),
      startedAtMs: Date.now(),
      epochs: new Map(sessions.map((session) => [session.deviceId, session.epoch])),
      writer: null,
      early: [],
      stopping: false,
    };
    this.#running = running;
    this.#clearAlerts();
    try {
      const writer = await this.#beginCapture(running, sessions);
      running.writer = writer;
      for (const { session, block } of running.early) writer.add(session.deviceId, block);
      running.early = [];
      writer.onTrouble((code) => this.#trouble(code));
    } catch (error) {
      this.#running = null;
      this.#set({ phase: "idle" });
      throw error;
    }
    this.#tellRows(running);
    this.#timers.push(setInterval(() => this.#tellRows(running), TELL_MS));
    const { maxLengthS } = order.plan;
    if (maxLengthS !== null) this.#stopAfter(running, maxLengthS);
  }

  async #beginCapture(running: Running, sessions: readonly DeviceSession[]): Promise<CaptureWriter> {
    const { store, plan, nextNumber } = running.order;
    const hands = new Set(sessions.flatMap(({ streams }) => streams.map(({ hand }) => hand)));
    const name = fillNameTemplate(plan.nameTemplate, {
      label: plan.label,
      metadata: plan.metadata,
      hand: hands.size > 1 ? "both" : ([...hands][0] ?? null),
      device: sessions.map((session) => session.device.name).join(" + "),
      number: await nextNumber(),
      at: new Date(running.startedAtMs),
    });
    const metadata = Object.fromEntries(Object.entries(plan.metadata).filter(([, value]) => value.trim() !== ""));
    return CaptureWriter.begin(
      store,
      { name, createdAtMs: running.startedAtMs, label: plan.label, metadata },
      sessions.map(({ deviceId, streams }) => ({
        deviceId,
        streams: streams.map(({ device, hand, format }) => ({ device, hand, format })),
      })),
      running.zeroUs,
    );
  }

  #stopAfter(running: Running, maxLengthS: number): void {
    const endUs = running.zeroUs + maxLengthS * 1e6;
    const timer = setTimeout(
      () => {
        if (!running.stopping) this.#finish(running, endUs).catch((error) => this.#failed(error));
      },
      (endUs - hostNowUs()) / 1_000,
    );
    this.#timers.push(timer);
  }

  async #finish(running: Running, stopUs: number): Promise<void> {
    const writer = running.writer!;
    running.stopping = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers = [];
    writer.stopAt(stopUs);
    const captureId = writer.capture.id;
    this.#set({ phase: "finishing", captureId, doneShare: 0 });
    await pause(LAST_ROWS_MS);
    const truth = this.#closeStreams(running, writer, stopUs);
    this.#running = null;
    try {
      const capture = await writer.finish(stopUs, truth, (doneShare) =>
        this.#set({ phase: "finishing", captureId, doneShare }),
      );
      this.#clearAlerts();
      this.#review(running.order.store, capture);
    } catch (error) {
      this.#set({ phase: "idle" });
      throw error;
    }
  }

  /** Takes the last rows and marks what devices that are away did not send. Returns what simulated ones know. */
  #closeStreams(running: Running, writer: CaptureWriter, stopUs: number) {
    const sessions = this.#ports.sessions();
    const truth = [];
    for (const deviceId of running.epochs.keys()) {
      const session = sessions.find((candidate) => candidate.deviceId === deviceId);
      session?.flush();
      const state = session !== undefined && this.#takesPart(session) ? session.state : "gone";
      // What has no more to send (a replay at its end) misses nothing.
      if (state === "stalled") writer.missingUntil(deviceId, stopUs, "stall");
      else if (state !== "live" && state !== "ended") writer.missingUntil(deviceId, stopUs, "disconnect");
      if (session && running.order.plan.keepSimulatedTruth) truth.push(...session.truth());
    }
    return truth;
  }

  #review(store: ProjectStore, capture: CaptureSummary): void {
    this.#reviewStore = store;
    this.#set({ phase: "review", capture: structuredClone(capture) as never });
  }

  #requireDevices(): readonly DeviceSession[] {
    const sessions = this.#ports.sessions().filter((session) => session.flowing);
    if (sessions.length === 0) throw new ProblemError("recording.noDevice");
    return sessions;
  }

  #takesPart(session: DeviceSession): boolean {
    return this.#running?.epochs.get(session.deviceId) === session.epoch;
  }

  #tellRows(running: Running): void {
    const writer = running.writer;
    if (writer === null || running.stopping) return;
    this.#set({
      phase: "recording",
      captureId: writer.capture.id,
      name: writer.capture.name,
      startedAtMs: running.startedAtMs,
      maxLengthS: running.order.plan.maxLengthS,
      rows: writer.rows,
    });
  }

  #trouble(code: "disk.full" | "disk.failed" | "disk.recovered"): void {
    this.#ports.log(`recording: ${code}`);
    this.#alert("diskFull", null, "danger", code === "disk.full" ? {} : null);
    this.#alert("diskFailed", null, "danger", code === "disk.failed" ? {} : null);
  }

  /** A failure that nobody waits for: after the countdown, or at the maximum length. */
  #failed(error: unknown): void {
    this.#ports.log(`recording failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    this.#alert("recordingFailed", null, "danger", { message: error instanceof Error ? error.message : String(error) });
    if (this.#state.phase !== "idle") this.#set({ phase: "idle" });
  }

  #alert(code: string, deviceId: string | null, severity: Alert["severity"], detail: Alert["detail"] | null): void {
    const id = `${code}:${deviceId ?? "recording"}`;
    if (detail === null) this.#alerts.delete(id);
    else this.#alerts.set(id, { id, code, severity, deviceId, detail });
    this.#ports.alerts.set("recording", [...this.#alerts.values()]);
  }

  #clearAlerts(): void {
    this.#alerts.clear();
    this.#ports.alerts.set("recording", []);
  }

  #set(state: RecordingState): void {
    this.#state = state;
    this.#ports.tell(state);
  }
}
