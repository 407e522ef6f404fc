import type { FlashState, FlashStep } from "#domain/deploy/flash.ts";
import { ProblemError } from "#domain/problems.ts";
import { pause } from "../../capture/waiting.ts";
import type { BytePort } from "../../sources/serial/port.ts";
import type { PortInfo } from "../../sources/serial/ports.ts";
import type { SerialControl } from "../../sources/sources.ts";
import { boardAt } from "../boards/identity.ts";

export type FlashHint = "pressReset" | "plugIn" | "closeOther";

/** How long things may take, in milliseconds. */
export interface FlashTiming {
  /** Ports are listed so often. */
  readonly pollMs: number;
  /** From its first sight to the use of a boot loader's port: Arduino's own tool waits as long, since ports flicker. */
  readonly settleMs: number;
  /** The 1200 baud touch is tried again after this. */
  readonly touchAgainMs: number;
  /** After these a step counts as stalled, and somebody has to do something. */
  readonly bootloaderMs: number;
  readonly writeMs: number;
  readonly verifyMs: number;
  readonly checkMs: number;
  /** So long a step waits for somebody to do it. */
  readonly patienceMs: number;
  /** A port that has just come may not be opened before the system has set its rights. */
  readonly rightsMs: number;
  /** From the reset to a glove that answers. */
  readonly returnMs: number;
  /** How long the glove streams to show that it does. */
  readonly streamMs: number;
}

export const FLASH_TIMING: FlashTiming = {
  pollMs: 250,
  settleMs: 1000,
  touchAgainMs: 10_000,
  bootloaderMs: 10_000,
  // 240 pages of 160 ms each are the most that fit the flash.
  writeMs: 60_000,
  verifyMs: 30_000,
  checkMs: 30_000,
  patienceMs: 300_000,
  rightsMs: 3000,
  returnMs: 20_000,
  streamMs: 2000,
};

/** What the steps of one flash share. */
export interface Flashing {
  readonly boardId: string;
  readonly serial: SerialControl;
  readonly timing: FlashTiming;
  readonly signal: AbortSignal;
  readonly log: (line: string) => void;
  readonly tell: (step: FlashStep, state: FlashState, more?: FlashMore) => void;
}

export interface FlashMore {
  readonly doneShare?: number;
  readonly hint?: FlashHint;
}

/** Where the board is now; null where it is not on a cable. */
export async function locate({ boardId, serial }: Flashing): Promise<{ mode: string; port: PortInfo } | null> {
  const found = (await serial.ports()).map((port) => ({ ...boardAt(port), port })).find(({ id }) => id === boardId);
  return found ? { mode: found.mode, port: found.port } : null;
}

/** @throws ProblemError job.cancelled */
export function stopIfCancelled({ signal }: Flashing): void {
  if (signal.aborted) throw new ProblemError("job.cancelled");
}

/** @throws ProblemError job.cancelled when the signal came first */
export async function rest(flashing: Flashing, ms: number): Promise<void> {
  await pause(ms, flashing.signal);
  stopIfCancelled(flashing);
}

/**
 * Opens the board's port. One that another program has open is waited for, and one that the system has not given free yet.
 * @throws ProblemError device.busy, device.noAccess, device.notFound …; job.cancelled
 */
export async function openPatiently(
  flashing: Flashing,
  step: FlashStep,
  path: string,
  open: () => Promise<BytePort>,
): Promise<BytePort> {
  const { timing, tell, log } = flashing;
  const startMs = performance.now();
  for (;;) {
    try {
      const port = await open();
      if (performance.now() - startMs > timing.pollMs) tell(step, "running");
      return port;
    } catch (error) {
      const code = error instanceof ProblemError ? error.problem.code : "";
      const patienceMs = { "device.busy": timing.patienceMs, "device.noAccess": timing.rightsMs }[code] ?? 0;
      if (performance.now() - startMs > patienceMs) throw error;
      log(`${path} cannot be opened: ${code}`);
      if (code === "device.busy") tell(step, "stalled", { hint: "closeOther" });
    }
    await rest(flashing, timing.pollMs);
  }
}
