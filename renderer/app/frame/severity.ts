import { type Alert, SEVERITIES, type Severity } from "#domain/alerts.ts";
import type { Tone } from "../../ui/Marks.tsx";

export const TONE_OF: Readonly<Record<Severity, Tone>> = { info: "neutral", warning: "warning", danger: "danger" };

const rank = (alert: Alert) => SEVERITIES.indexOf(alert.severity);

/** The worst first; within a severity as they came. */
export function worstFirst(alerts: readonly Alert[]): Alert[] {
  return [...alerts].sort((a, b) => rank(b) - rank(a));
}

export function worst(alerts: readonly Alert[]): Tone {
  const first = worstFirst(alerts)[0];
  return first === undefined ? "neutral" : TONE_OF[first.severity];
}
