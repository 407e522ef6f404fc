import type { Hand } from "../hands.ts";
import type { Problem } from "../problems.ts";

/** library: a folder that the Arduino IDE takes as it is. header: the same in one file. */
export const PACK_FORMS = ["library", "header"] as const;
export type PackForm = (typeof PACK_FORMS)[number];

/** Where a pack keeps itself as one header, below its folder. */
export const SINGLE_HEADER_FOLDER = "extras/single_header";

/** One file of a pack: its path inside the library's folder, with `/`. */
export interface PackFile {
  readonly path: string;
  readonly bytes: number;
}

/**
 * A knowledge pack: what a model becomes on a glove. It is a pure function of the model's bytes and the engine's source, so
 * it is made when it is asked for, and the same model gives the same files.
 */
export interface Pack {
  readonly modelId: string;
  readonly modelName: string;
  /** C++ namespace, folder and header of the pack: letters, digits and underscores, never a keyword. */
  readonly identifier: string;
  /** SHA-256 over the descriptors in the order of `parts`, hex: what a glove tells of the pack that it runs. */
  readonly hash: string;
  readonly parts: readonly { readonly hand: Hand | null; readonly hash: string; readonly bytes: number }[];
  /** Class number n is `classNames[n]`; 0 is Unknown. */
  readonly classNames: readonly string[];
  readonly engineVersion: string;
  readonly hashes: { readonly data: string | null; readonly labels: string | null; readonly engine: string };
  readonly simulated: boolean;
  readonly files: readonly PackFile[];
}

/** Where a proof ran the pack's own C++: compiled for this machine, and for the glove's core in an emulator. */
export const PROOF_TARGETS = ["host", "cortexM4"] as const;

export type ProofRun =
  | {
      readonly target: (typeof PROOF_TARGETS)[number];
      readonly compiler: string;
      readonly captures: number;
      readonly samples: number;
      readonly decisions: number;
      /** Decisions that are not those of the stored result, byte for byte; 0 holds. */
      readonly differing: number;
    }
  | { readonly target: (typeof PROOF_TARGETS)[number]; readonly missing: readonly string[] };

/** That a pack does what the studio's result says. The seal of the studio. */
export interface Proof {
  readonly modelId: string;
  readonly validationId: string;
  readonly provedAtMs: number;
  readonly packHash: string;
  readonly engineHash: string;
  readonly dataHash: string;
  readonly runs: readonly ProofRun[];
}

export const BILL_SOURCES = ["measured", "predicted"] as const;

/** Instructions, not time: an emulator is no clock. */
export interface Instructions {
  readonly mean: number;
  readonly worst: number;
}

/** What empties a glove's battery. rest: everything between samples. */
export const BATTERY_DRAINS = ["sensor", "processor", "radio", "rest"] as const;
export const DRAIN_SOURCES = ["dataSheet", "assumed"] as const;

/** What a pack costs on the glove of one hand. */
export interface Bill {
  readonly modelId: string;
  readonly hand: Hand | null;
  /** measured: compiled for the Cortex-M4 and run in an emulator, here and now. predicted: from stored measurements. */
  readonly by: (typeof BILL_SOURCES)[number];
  readonly board: {
    readonly name: string;
    readonly flashBytes: number;
    readonly ramBytes: number;
    readonly clockHz: number;
  };
  readonly flashBytes: number;
  readonly ramBytes: number;
  readonly stackBytes: number;
  /** What flash and RAM go to. */
  readonly parts: readonly { readonly part: string; readonly flashBytes: number; readonly ramBytes: number }[];
  readonly perSample: Instructions;
  /** From the end of a segment to its class. */
  readonly perSegment: Instructions;
  /** From the end of a punch to its class, of the last validation of this model; null where it has none. */
  readonly decisionLatencyMs: { readonly median: number; readonly p95: number } | null;
  /** An estimate from the data sheets' currents, and what it assumes. */
  readonly battery: {
    readonly hours: number;
    readonly cellMah: number;
    readonly averageMa: number;
    /** What the average is made of, and how we know. */
    readonly drains: readonly {
      readonly part: (typeof BATTERY_DRAINS)[number];
      readonly milliamps: number;
      readonly from: (typeof DRAIN_SOURCES)[number];
    }[];
  };
  /** Why it cannot go on this board; empty where it can. */
  readonly problems: readonly Problem[];
}
