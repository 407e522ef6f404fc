/** How a bout goes. */
export interface BoutRules {
  readonly rounds: number;
  readonly roundS: number;
  readonly restS: number;
  /** Who first has so many punches wins, and the bout is over; null: time alone ends it. */
  readonly target: number | null;
}

/** From the start to the first bell: time to get from the laptop to the bag. */
export const READY_S = 5;
/** The clap before a round ends, as in a gym. */
const WARNING_S = 10;
/** Each of the last seconds before the first bell ticks. */
const TICKS_S = 3;

/** Who is counted: a person with all gloves, or each glove a person of its own. */
export interface Corner {
  readonly name: string;
  readonly deviceIds: readonly string[];
}

/** A punch that was counted. */
export interface Hit {
  /** Place in the bout's corners. */
  readonly corner: number;
  /** 1 for the first. */
  readonly round: number;
  /** From the bell of its round. */
  readonly atMs: number;
  readonly label: string;
  readonly confidence: number | null;
}

export const PHASES = ["ready", "work", "rest", "over"] as const;
export type Phase = (typeof PHASES)[number];

/** What is heard. */
export type Cue = "tick" | "bell" | "warning" | "end" | "winner";

export interface Bout {
  readonly rules: BoutRules;
  readonly corners: readonly Corner[];
  readonly phase: Phase;
  readonly round: number;
  /** When the phase began, by the clock that every function here is told; pauses move it on. */
  readonly sinceMs: number;
  /** Since when it pauses; null while it runs. */
  readonly pausedMs: number | null;
  readonly hits: readonly Hit[];
  /** Place of who reached the target first; null while nobody has. */
  readonly winner: number | null;
}

export function beginBout(rules: BoutRules, corners: readonly Corner[], nowMs: number): Bout {
  return { rules, corners, phase: "ready", round: 1, sinceMs: nowMs, pausedMs: null, hits: [], winner: null };
}

export function isOn({ phase }: Pick<Bout, "phase">): boolean {
  return phase !== "over";
}

function lengthMs({ phase, rules }: Bout): number {
  if (phase === "over") return 0;
  return 1000 * { ready: READY_S, work: rules.roundS, rest: rules.restS }[phase];
}

/** What is left of the phase. */
export function leftMs(bout: Bout, nowMs: number): number {
  return Math.max(0, bout.sinceMs + lengthMs(bout) - (bout.pausedMs ?? nowMs));
}

/** The bout at a later time, and what was to be heard on the way. A clock that jumps passes through every phase. */
export function passTime(
  bout: Bout,
  beforeMs: number,
  nowMs: number,
): { readonly bout: Bout; readonly cues: readonly Cue[] } {
  const cues: Cue[] = [];
  let now = bout;
  while (isOn(now) && now.pausedMs === null) {
    const endMs = now.sinceMs + lengthMs(now);
    cues.push(...cuesBetween(now, Math.max(beforeMs, now.sinceMs), Math.min(nowMs, endMs)));
    if (nowMs < endMs) break;
    now = next(now, endMs);
    cues.push(now.phase === "work" ? "bell" : "end");
  }
  return { bout: now, cues };
}

function next(bout: Bout, sinceMs: number): Bout {
  const { phase, round, rules } = bout;
  if (phase === "ready") return { ...bout, phase: "work", sinceMs };
  if (phase === "work" && round >= rules.rounds) return { ...bout, phase: "over", sinceMs };
  if (phase === "work" && rules.restS > 0) return { ...bout, phase: "rest", sinceMs };
  return { ...bout, phase: "work", round: round + 1, sinceMs };
}

/** Ticks and the clap, of the phase that runs, after one moment and up to another. */
function cuesBetween(bout: Bout, afterMs: number, untilMs: number): Cue[] {
  const endMs = bout.sinceMs + lengthMs(bout);
  const passed = (leftS: number) => endMs - 1000 * leftS > afterMs && endMs - 1000 * leftS <= untilMs;
  if (bout.phase === "ready")
    return Array.from({ length: TICKS_S }, (_, i) => i + 1)
      .filter(passed)
      .map(() => "tick");
  return bout.phase === "work" && bout.rules.roundS > WARNING_S && passed(WARNING_S) ? ["warning"] : [];
}

/** Counts a punch of a device. Between rounds, in a pause and of a device in no corner it does not count. */
export function countHit(
  bout: Bout,
  punch: { readonly deviceId: string; readonly label: string; readonly confidence: number | null },
  nowMs: number,
): Bout {
  const corner = bout.corners.findIndex(({ deviceIds }) => deviceIds.includes(punch.deviceId));
  if (bout.phase !== "work" || bout.pausedMs !== null || corner < 0) return bout;
  const { label, confidence } = punch;
  const hits = [...bout.hits, { corner, round: bout.round, atMs: nowMs - bout.sinceMs, label, confidence }];
  const { target } = bout.rules;
  const won = target !== null && hits.filter((hit) => hit.corner === corner).length >= target;
  return won ? { ...bout, hits, phase: "over", sinceMs: nowMs, winner: corner } : { ...bout, hits };
}

export function pause(bout: Bout, nowMs: number): Bout {
  return isOn(bout) && bout.pausedMs === null ? { ...bout, pausedMs: nowMs } : bout;
}

export function goOn(bout: Bout, nowMs: number): Bout {
  if (bout.pausedMs === null) return bout;
  return { ...bout, sinceMs: bout.sinceMs + nowMs - bout.pausedMs, pausedMs: null };
}

/** Ends it before its time; what was counted stays. */
export function endBout(bout: Bout, nowMs: number): Bout {
  return { ...bout, phase: "over", sinceMs: nowMs, pausedMs: null };
}
