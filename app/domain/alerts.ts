import type { Problem } from "./problems.ts";

export const SEVERITIES = ["info", "warning", "danger"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Something the user should know about a link, with what to do. It goes away by itself when its cause ends. */
export interface Alert extends Problem {
  /** One per cause: `stall:serial:…`. A second alert of the same id replaces the first. */
  readonly id: string;
  readonly severity: Severity;
  readonly deviceId: string | null;
}
