import { randomUUID } from "node:crypto";
import { type CaptureSummary, type Gap, NO_COUNTS } from "#domain/captures.ts";
import type {
  Arrival,
  Journal,
  NewCapture,
  ProjectStore,
  StreamEnd,
  TrackSegment,
  TrackSegments,
} from "../../store/api.ts";

type Trouble = Parameters<Parameters<Journal["onTrouble"]>[0]>[0];

export interface StoredStream {
  /** Sample index and values of every stored row. */
  readonly rows: { index: number; values: number[] }[];
  readonly gaps: Gap[];
  readonly arrivals: Arrival[];
  end: StreamEnd | null;
}

/** What a capture holds, for a test to look at. */
export class StoredCapture {
  readonly streams: StoredStream[];
  readonly progress: StreamEnd[] = [];
  readonly edits: Record<string, unknown> = {};
  truth: readonly TrackSegment[] = [];
  durationUs = 0;
  trouble: (code: Trouble) => void = () => {};
  readonly made: NewCapture;

  constructor(made: NewCapture) {
    this.made = made;
    this.streams = made.streams.map(() => ({ rows: [], gaps: [], arrivals: [], end: null }));
  }
}

/** A project in memory, as far as the recorder needs one. What was stored stands in `captures`. */
export class MemoryStore {
  readonly captures: StoredCapture[] = [];
  readOnly = false;
  /** Set to let the next capture fail to begin. */
  refusal: Error | null = null;

  asStore(): ProjectStore {
    return this as unknown as ProjectStore;
  }

  async begin(made: NewCapture): Promise<Journal> {
    if (this.refusal) throw this.refusal;
    const stored = new StoredCapture(made);
    this.captures.push(stored);
    const capture = summaryOf(made, randomUUID());
    return {
      capture,
      append: (streamId, firstIndex, rows, arrivals) => {
        const width = made.streams[streamId]!.format.channels.length;
        for (let at = 0; at < rows.length; at += width) {
          stored.streams[streamId]!.rows.push({
            index: firstIndex + at / width,
            values: [...rows.slice(at, at + width)],
          });
        }
        stored.streams[streamId]!.arrivals.push(...arrivals);
      },
      gap: (streamId, gap) => stored.streams[streamId]!.gaps.push(gap),
      progress: (_, end) => stored.progress.push(end),
      onTrouble: (listener) => {
        stored.trouble = (code) => listener(code, "");
      },
      finish: async (ends, durationUs) => {
        for (const end of ends) stored.streams[end.streamId]!.end = end;
        stored.durationUs = durationUs;
        return { ...capture, state: "finished", durationUs };
      },
    };
  }

  async setLabel(_: readonly string[], label: string | null): Promise<void> {
    this.captures.at(-1)!.edits.label = label;
  }

  async setDeleted(_: readonly string[], deleted: boolean): Promise<void> {
    this.captures.at(-1)!.edits.deleted = deleted;
  }

  async putTracks(_: unknown, [of]: readonly TrackSegments[]): Promise<void> {
    this.captures.at(-1)!.truth = of!.segments;
  }
}

function summaryOf(made: NewCapture, id: string): CaptureSummary {
  return {
    id,
    name: made.name,
    state: "recording",
    simulated: made.streams.some(({ device }) => device.simulated),
    createdAtMs: made.createdAtMs,
    durationUs: 0,
    label: made.label,
    metadata: made.metadata,
    deletedAtMs: null,
    reviewedAtMs: null,
    labelCounts: {},
    handCounts: { left: 0, right: 0, none: 0 },
    proposals: 0,
    videos: 0,
    streams: made.streams.map((stream, streamId) => ({
      ...stream,
      id: streamId,
      clock: { startUs: 0, rateHz: stream.format.nominalRateHz },
      clockResidualUs: null,
      rows: 0,
      endIndex: 0,
      pyramidLevels: 0,
      counts: NO_COUNTS,
    })),
  };
}
