import type { FlashState, FlashStep } from "#domain/deploy/flash.ts";
import type { FlashHint, FlashMore, FlashTiming } from "./flashing.ts";

export interface ToldStep {
  readonly step: FlashStep;
  readonly state: FlashState;
  readonly doneShare: number | null;
  readonly limitS: number;
  readonly hint: FlashHint | null;
}

/** Ten events a second are enough for the eye. */
const TELL_EVERY_MS = 100;

/** Tells how the steps go: every change of state or hint at once, progress now and then. */
export class StepTeller {
  current: FlashStep = "prepare";
  readonly #tell: (told: ToldStep) => void;
  readonly #log: (line: string) => void;
  readonly #limitsMs: Readonly<Record<FlashStep, number>>;
  #last = "";
  #toldMs = Number.NEGATIVE_INFINITY;

  constructor(tell: (told: ToldStep) => void, log: (line: string) => void, timing: FlashTiming) {
    this.#tell = tell;
    this.#log = log;
    this.#limitsMs = {
      prepare: timing.bootloaderMs,
      bootloader: timing.bootloaderMs,
      write: timing.writeMs,
      verify: timing.verifyMs,
      check: timing.checkMs,
    };
  }

  readonly tell = (step: FlashStep, state: FlashState, { doneShare, hint = undefined }: FlashMore = {}): void => {
    this.current = step;
    const nowMs = performance.now();
    const now = `${step} ${state} ${hint ?? ""}`.trim();
    if (now === this.#last && nowMs - this.#toldMs < TELL_EVERY_MS) return;
    if (now !== this.#last) this.#log(now);
    this.#last = now;
    this.#toldMs = nowMs;
    const limitS = this.#limitsMs[step] / 1000;
    this.#tell({ step, state, doneShare: doneShare ?? null, limitS, hint: hint ?? null });
  };
}
