import { rowBytes, type SsiConfig, type WireStream } from "./config.ts";
import { type DecodedRows, type Decoder, type DecoderSink, samplesOf } from "./decoder.ts";
import { COUNTED_HEADER_BYTES, type Frame, FrameScanner, HEADER_BYTES } from "./frameScanner.ts";
import { type Judgement, SequenceTracker } from "./sequenceTracker.ts";

/** A minute of missing packets is a gap; more is a device that started again. */
const FARTHEST_GAP_S = 60;

/** Of a `check`: each payload is one result as JSON (firmware/PROTOCOL.md 3). */
const RESULT_CHANNEL = 1;
/** Above the longest result: 255 features and as many outputs as numbers. */
const MOST_RESULT_BYTES = 4096;

/**
 * Versions 2 and 3: frames with a checksum and a number each (streaming.md 4 and 5). With `results`, frames of channel 1
 * are what the glove recognised in the rows before them.
 */
export class FrameDecoder implements Decoder {
  readonly #config: SsiConfig;
  readonly #results: boolean;
  readonly #scanner: FrameScanner;
  readonly #assemblers: readonly StreamAssembler[];

  constructor(config: SsiConfig, results = false) {
    this.#config = config;
    this.#results = results;
    this.#assemblers = config.streams.map((stream, index) => new StreamAssembler(config, stream, index));
    this.#scanner = new FrameScanner((channel, bytes) =>
      this.#isResult(channel)
        ? bytes > 0 && bytes <= MOST_RESULT_BYTES
        : this.#assemblerOf(channel)?.payloadBytes === bytes,
    );
  }

  push(bytes: Uint8Array, sink: DecoderSink): void {
    for (const frame of this.#scanner.push(bytes)) this.#take(frame, sink);
    for (const assembler of this.#assemblers) assembler.flush(sink);
  }

  end(sink: DecoderSink): void {
    for (const frame of this.#scanner.end()) this.#take(frame, sink);
    for (const assembler of this.#assemblers) assembler.end(sink);
  }

  #take(frame: Frame, sink: DecoderSink): void {
    // Damaged bytes tell no channel: they may be why any stream lacks rows.
    if (frame.skippedBytes > 0) for (const assembler of this.#assemblers) assembler.sawDamage(frame.skippedBytes, sink);
    if (this.#isResult(frame.channel)) {
      // It is told behind the rows that it is about.
      for (const assembler of this.#assemblers) assembler.flush(sink);
      sink.onResult?.(frame.payload);
    } else this.#assemblerOf(frame.channel)?.take(frame, sink);
  }

  #isResult(channel: number): boolean {
    return this.#results && channel === RESULT_CHANNEL;
  }

  /** A device of one stream may number its channel as it likes. */
  #assemblerOf(channel: number): StreamAssembler | undefined {
    if (this.#config.version === 2 && this.#assemblers.length === 1) return this.#assemblers[0];
    return this.#assemblers[this.#config.streams.findIndex((stream) => stream.channel === channel)];
  }
}

/** Puts the frames of one stream together: numbers, gaps, and runs of rows as long as possible. */
class StreamAssembler {
  readonly payloadBytes: number;
  readonly #config: SsiConfig;
  readonly #stream: WireStream;
  readonly #index: number;
  readonly #tracker: SequenceTracker<Frame>;
  #started = false;
  #damaged = false;
  #run: Frame[] = [];
  #runLost: Pick<DecodedRows, "lostBefore" | "lostReason"> = { lostBefore: 0, lostReason: "lost" };

  constructor(config: SsiConfig, stream: WireStream, index: number) {
    this.#config = config;
    this.#stream = stream;
    this.#index = index;
    this.payloadBytes = stream.rowsPerPacket * rowBytes(stream, config.sampleType);
    const packetsPerMinute = Math.ceil((FARTHEST_GAP_S * stream.rateHz) / stream.rowsPerPacket);
    this.#tracker =
      config.version === 3
        ? new SequenceTracker(2 ** 8, 127)
        : new SequenceTracker(2 ** 32, Math.max(256, packetsPerMinute));
  }

  /** Bytes were skipped. Those before the first packet are the end of something older and mean nothing. */
  sawDamage(bytes: number, sink: DecoderSink): void {
    if (!this.#started) return;
    this.#damaged = true;
    // Shared by all streams; the first one counts it.
    const wholeFrame = this.payloadBytes + HEADER_BYTES + 1;
    if (this.#index === 0) sink.onCorrupt(Math.max(1, Math.round(bytes / wholeFrame)));
  }

  take(frame: Frame, sink: DecoderSink): void {
    this.#accept(this.#tracker.offer(this.#config.version === 3 ? frame.reserved : frame.word, frame), sink);
  }

  end(sink: DecoderSink): void {
    this.#accept(this.#tracker.end(), sink);
    this.flush(sink);
  }

  /** Gives out the run so far as one block of rows. */
  flush(sink: DecoderSink): void {
    const first = this.#run[0];
    if (!first) return;
    const bytes = new Uint8Array(this.#run.length * this.payloadBytes);
    for (const [i, frame] of this.#run.entries()) bytes.set(frame.payload, i * this.payloadBytes);
    const tickUs = this.#config.timeResolutionMs === null ? null : this.#config.timeResolutionMs * 1000;
    sink.onRows({
      stream: this.#index,
      rows: samplesOf(bytes, this.#config.sampleType),
      ...this.#runLost,
      deviceTimeUs: tickUs === null ? null : first.word * tickUs,
    });
    this.#run = [];
    this.#runLost = { lostBefore: 0, lostReason: "lost" };
  }

  #accept(judgement: Judgement<Frame>, sink: DecoderSink): void {
    if (judgement.refused > 0 && this.#started) {
      this.#damaged = true;
      sink.onCorrupt(judgement.refused);
    }
    for (const { packet, missing } of judgement.accepted) {
      // Device time is told per run, so a frame that has one stands alone.
      if (missing > 0 || this.#config.version === 3) this.flush(sink);
      if (missing > 0) {
        const lostReason = this.#damaged ? "corrupt" : "lost";
        this.#runLost = { lostBefore: missing * this.#stream.rowsPerPacket, lostReason };
      }
      this.#run.push(packet);
      this.#damaged = false;
      this.#started = true;
    }
  }
}

/** Length field of a frame with this payload. */
export function lengthField(payloadBytes: number): number {
  return payloadBytes + COUNTED_HEADER_BYTES;
}
