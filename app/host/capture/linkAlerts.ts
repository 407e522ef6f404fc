import type { Alert, Severity } from "#domain/alerts.ts";
import type { DeviceIdentity } from "#domain/captures.ts";
import type { StreamFormat } from "#domain/channels.ts";
import type { Hand } from "#domain/hands.ts";
import type { Problem } from "#domain/problems.ts";
import type { LinkState } from "./deviceSession.ts";
import type { LinkTally } from "./linkWindow.ts";

/** What the rules look at: one device and its last ten seconds. */
export interface LinkHealth {
  readonly device: DeviceIdentity;
  readonly hand: Hand | null;
  readonly state: LinkState;
  readonly problem: Problem | null;
  readonly format: StreamFormat;
  readonly recent: LinkTally;
  readonly measuredRateHz: number | null;
  readonly silentUs: number;
  readonly battery: number | null;
  readonly byteShiftSuspected: boolean;
  readonly recording: boolean;
}

const LOSS_SHARE = 0.01;
const RATE_SHARE = 0.02;
const REPEATED_SHARE = 0.05;
const LOW_BATTERY = 0.15;
/** Shares of fewer rows than this mean nothing. */
const LEAST_ROWS = 100;
/** The studio's own firmware measures to this; a glove set lower clips on punches (streaming.md 10). */
const WIDE_ACCEL_RANGE_G = 16;

/**
 * The alerts that a link deserves now. A pure rule: asked again when the cause is over, it no longer lists it.
 * Codes have their words in the catalog under `alert.<code>`; every detail holds `hand`, `device` and `recording`.
 */
export function linkAlerts(link: LinkHealth): Alert[] {
  const alerts: Alert[] = [];
  const raise = (code: string, severity: Severity, facts: Record<string, string | number> = {}) =>
    alerts.push({
      id: `${code}:${link.device.id}`,
      code,
      severity,
      deviceId: link.device.id,
      detail: {
        hand: link.hand ?? "unknown",
        device: link.device.name,
        recording: link.recording ? "yes" : "no",
        ...facts,
      },
    });
  addLinkState(link, raise);
  if (link.state === "live") {
    addLosses(link, raise);
    addSignal(link, raise);
  }
  if (link.battery !== null && link.battery < LOW_BATTERY) {
    raise("batteryLow", "warning", { percent: Math.round(link.battery * 100) });
  }
  return alerts;
}

type Raise = (code: string, severity: Severity, facts?: Record<string, string | number>) => void;

function addLinkState({ state, silentUs, problem, recording }: LinkHealth, raise: Raise): void {
  // Red is for data that is being lost.
  const severity = recording ? "danger" : "warning";
  if (state === "stalled") raise("stalled", "warning", { seconds: Math.max(1, Math.round(silentUs / 1e6)) });
  if (state === "reconnecting") raise("reconnecting", severity);
  if (state === "failed") raise("unusable", severity, { problem: problem?.code ?? "device.failed" });
}

function addLosses({ recent, measuredRateHz, format }: LinkHealth, raise: Raise): void {
  const rows = recent.rows + recent.lost;
  const rateHz = measuredRateHz ?? format.nominalRateHz;
  if (rows >= LEAST_ROWS && recent.lost / rows > LOSS_SHARE) {
    raise("loss", "warning", { rows: recent.lost, seconds: Number((recent.lost / rateHz).toFixed(1)) });
  }
  if (recent.corrupt > 0) raise("corrupt", "warning", { packets: recent.corrupt });
}

function addSignal(link: LinkHealth, raise: Raise): void {
  const { recent, measuredRateHz, format } = link;
  if (link.byteShiftSuspected) raise("byteShift", "danger");
  if (recent.rows >= LEAST_ROWS && recent.repeated / recent.rows > REPEATED_SHARE) {
    raise("repeated", "info", { percent: Math.round((100 * recent.repeated) / recent.rows) });
  }
  if (measuredRateHz !== null && recent.rows >= LEAST_ROWS) {
    const off = measuredRateHz / format.nominalRateHz - 1;
    if (Math.abs(off) > RATE_SHARE) {
      raise("rateOff", "info", { measured_Hz: Number(measuredRateHz.toFixed(1)), nominal_Hz: format.nominalRateHz });
    }
  }
  if (recent.clipped > 0) addClipping(recent.clipped, format, raise);
}

function addClipping(rows: number, format: StreamFormat, raise: Raise): void {
  const accelRange = format.channels.find((channel) => channel.kind === "acceleration")?.range ?? null;
  if (accelRange !== null && accelRange < WIDE_ACCEL_RANGE_G) {
    raise("clippedNarrow", "danger", { rows, range_g: accelRange, better_g: WIDE_ACCEL_RANGE_G });
  } else {
    // Full impacts go beyond the widest range too: marked, but nothing that anybody could set better.
    raise("clipped", "info", { rows });
  }
}
