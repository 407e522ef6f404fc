/** What a glove says about one segment, whatever transport and variant it came in (streaming.md 9, firmware/PROTOCOL.md). */
export interface GloveResult {
  readonly modelNumber: number;
  /** Null for a regression, whose answer is `value`, and where the sender gives the name alone. */
  readonly classNumber: number | null;
  /** Where the sender knows names (a gateway with a map); else the studio looks them up. */
  readonly className: string | null;
  readonly value: number | null;
  /** In samples since the glove began to recognise; null where it does not tell. */
  readonly segmentStart: number | null;
  readonly segmentLength: number | null;
  readonly features: readonly number[] | null;
  readonly outputs: readonly number[] | null;
}

/** What our own firmware says of itself in its configuration (firmware/PROTOCOL.md 2). */
export interface FirmwareFacts {
  /** `ringside-recognition 1.0.0` */
  readonly firmware: string;
  readonly pack: { readonly hash: string; readonly name: string } | null;
  readonly selfTest: "passed" | "failed" | "absent";
}

/** One answer on a live stream: of the glove itself, or of a model that the studio runs beside it. */
export interface LiveFinding {
  readonly deviceId: string;
  readonly liveKey: number;
  /** Null: the glove said it. */
  readonly modelId: string | null;
  readonly label: string;
  /** 0: Unknown, or the sender gave the name alone. */
  readonly classNumber: number;
  /** Half-open, in sample indexes of the live stream; null where the glove does not tell. */
  readonly beginIndex: number | null;
  readonly endIndex: number | null;
  /** Sample index at which it was decided. */
  readonly decidedIndex: number | null;
  readonly confidence: number | null;
  /** From the arrival of the sample that completed it to this message; null for the glove's own. */
  readonly latencyMs: number | null;
  readonly hostTimeUs: number;
}

/** The glove's answers beside those of the studio's engine on the same samples, since the check began. */
export interface Agreement {
  readonly deviceId: string;
  readonly modelId: string;
  readonly agreed: number;
  /** Same segment, another class. */
  readonly differed: number;
  readonly gloveOnly: number;
  readonly studioOnly: number;
}
