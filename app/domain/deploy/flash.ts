import type { Hand } from "../hands.ts";
import type { Problem } from "../problems.ts";

/**
 * prepare: the image, with the pack in its slot. bootloader: the 1200 baud touch, and the board that comes back under
 * another name. write. verify: each page by its checksum, then reset. check: the glove answers, says firmware and pack,
 * tests itself and streams two seconds. Only then it is done.
 */
export const FLASH_STEPS = ["prepare", "bootloader", "write", "verify", "check"] as const;
export type FlashStep = (typeof FLASH_STEPS)[number];

export const FLASH_STATES = ["waiting", "running", "stalled", "done", "failed"] as const;
export type FlashState = (typeof FLASH_STATES)[number];

export const FLASH_RESULTS = ["done", "failed", "cancelled"] as const;

/** sketch: a glove that runs. bootloader: waits for an image. */
export const BOARD_MODES = ["sketch", "bootloader"] as const;

/** A board on a cable, known by its USB numbers and its serial number, not by its port. */
export interface Board {
  /** `usb:2341:805a:9F3C…` by the sketch's product number, the same in both modes; `path:…` for a port without numbers. */
  readonly id: string;
  readonly name: string;
  readonly mode: (typeof BOARD_MODES)[number];
  /** Where it is now, for the eye only. */
  readonly portShown: string;
  /** No board at all: a program that behaves like one. */
  readonly simulated: boolean;
  /** Whether our uploader knows its boot loader. */
  readonly supported: boolean;
  /** The connected glove that it is, if it is one: flashing takes its port. */
  readonly deviceId: string | null;
}

/** What firmware that no real board may get says of itself at its end. */
export const ONLY_SIMULATED = " simulated";

/** A built program for a board, kept by the studio. */
export interface Image {
  /** SHA-256 of the file, hex. */
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly addedAtMs: number;
  /** compiled: by arduino-cli here, for `packHash`. added: a file that somebody built elsewhere. */
  readonly origin: "compiled" | "added";
  /** Room for a pack that the studio writes in before it flashes (firmware/PROTOCOL.md 5); null: it goes as it is. */
  readonly slotBytes: number | null;
  /** What it says of itself, e.g. `ringside-recognition 1.0.0`; null for a stranger's. */
  readonly firmware: string | null;
  /** The pack that was compiled into it. */
  readonly packHash: string | null;
}

/** What a glove said when it was asked after a flash. */
export interface GloveAnswer {
  readonly firmware: string | null;
  readonly packHash: string | null;
  readonly selfTest: "passed" | "failed" | "absent";
  readonly samples: number;
  readonly rateHz: number | null;
}

/** One flash, as it is remembered. */
export interface FlashRecord {
  readonly id: string;
  readonly startedAtMs: number;
  readonly endedAtMs: number;
  readonly board: { readonly id: string; readonly name: string; readonly simulated: boolean };
  readonly image: { readonly id: string; readonly name: string };
  readonly pack: {
    readonly modelId: string;
    readonly modelName: string;
    readonly hand: Hand | null;
    readonly hash: string;
  } | null;
  readonly result: (typeof FLASH_RESULTS)[number];
  /** The step that it ended in. */
  readonly step: FlashStep;
  readonly problem: Problem | null;
  readonly answer: GloveAnswer | null;
}
