import type { Alert } from "#domain/alerts.ts";
import { ProblemError } from "#domain/problems.ts";
import type { Journal } from "../store/api.ts";
import type { AlertBoard } from "./alertBoard.ts";
import type { DeviceSession } from "./deviceSession.ts";
import type { Recording } from "./recording.ts";

type Trouble = Parameters<Parameters<Journal["onTrouble"]>[0]>[0];

/** The alerts of a recording as a whole; those of its links are linkAlerts. They end with the next recording at last. */
export class RecordingAlerts {
  readonly #board: AlertBoard;
  readonly #alerts = new Map<string, Alert>();

  constructor(board: AlertBoard) {
    this.#board = board;
  }

  clear(): void {
    this.#alerts.clear();
    this.#board.set("recording", []);
  }

  /** The disk failed, or works again. */
  disk(trouble: Trouble): void {
    this.#set("diskFull", null, "danger", trouble === "disk.full" ? {} : null);
    this.#set("diskFailed", null, "danger", trouble === "disk.failed" ? {} : null);
  }

  /** After a countdown, when nobody waits for the answer any more. */
  notStarted(error: unknown): void {
    const code = error instanceof ProblemError ? error.problem.code : "";
    const reason = code === "recording.noDevice" ? "noDevice" : code === "disk.full" ? "diskFull" : "other";
    this.#set("notStarted", null, "danger", { reason, message: messageOf(error) });
  }

  failed(error: unknown): void {
    this.#set("recordingFailed", null, "danger", { message: messageOf(error) });
  }

  /** A connected device that the recording does not hold, or holds no longer. */
  leftOut(session: DeviceSession, recording: Recording, connected: boolean): void {
    // A glove that only recognises has nothing to be recorded.
    if (session.streams.length === 0) return;
    const facts = { hand: session.streams[0]?.hand ?? "unknown", device: session.device.name };
    const part = connected && session.flowing ? recording.partOf(session) : "yes";
    this.#set("notRecorded", session.deviceId, "warning", part === "no" ? facts : null);
    this.#set("formatChanged", session.deviceId, "danger", part === "changed" ? facts : null);
  }

  #set(code: string, deviceId: string | null, severity: Alert["severity"], detail: Alert["detail"] | null): void {
    const id = `${code}:${deviceId ?? "recording"}`;
    if (detail === null) this.#alerts.delete(id);
    else this.#alerts.set(id, { id, code, severity, deviceId, detail });
    this.#board.set("recording", [...this.#alerts.values()]);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
