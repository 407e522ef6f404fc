import {
  ALL_FORMATS,
  EncodedPacketSink,
  FilePathSource,
  Input,
  type InputFormat,
  type InputVideoTrack,
  Logging,
  LogLevel,
  MATROSKA,
  MP4,
  QTFF,
  WEBM,
} from "mediabunny";
import { ProblemError } from "#domain/problems.ts";
import { wholeBytes } from "./wholeBytes.ts";

// A codec that it does not know is no news, and the console belongs to the shell.
Logging.level = LogLevel.Errors;

/** What a file shows and how. */
export interface Measured {
  readonly extension: string;
  readonly mime: string;
  readonly codec: string;
  readonly widthPx: number;
  readonly heightPx: number;
  /** End of the last frame. */
  readonly durationUs: number;
  readonly hasSound: boolean;
  readonly frameTimesUs: Float64Array;
  /** False where a player has to read through the file to find a moment in it. */
  readonly seekable: boolean;
}

/** Names of sample entries that mediabunny has no word for. */
const OTHER_CODECS: Readonly<Record<string, string>> = {
  mp4v: "mpeg4",
  "V_MPEG4/ISO/ASP": "mpeg4",
  mjpa: "mjpeg",
  jpeg: "mjpeg",
};

/**
 * Reads what a video file holds; only its tables, not its pictures. A file that was cut short is measured up to its last
 * whole fragment.
 * @throws ProblemError video.unreadable, video.noPicture (sound only)
 */
export async function measure(path: string): Promise<Measured> {
  return withInput(path, async (input, track) => {
    const format = await input.getFormat();
    const frameTimesUs = await frameTimes(track);
    if (frameTimesUs.length === 0) throw new ProblemError("video.unreadable");
    return {
      extension: extensionOf(format),
      mime: await mimeOf(input, track),
      codec: (await track.getCodec()) ?? (await otherCodec(track)),
      widthPx: await track.getDisplayWidth(),
      heightPx: await track.getDisplayHeight(),
      durationUs: endUs((await track.computeDuration()) * 1e6, frameTimesUs),
      hasSound: (await input.getPrimaryAudioTrack()) !== null,
      frameTimesUs,
      // Recorders that write as they go leave out both the length and the table of moments.
      seekable: format !== MATROSKA && (await track.getDurationFromMetadata()) !== null,
    };
  });
}

/** @throws as measure, also for what `read` finds damaged */
export async function withInput<T>(
  path: string,
  read: (input: Input, track: InputVideoTrack) => Promise<T>,
): Promise<T> {
  const source = new FilePathSource(path).slice(0, await wholeBytes(path));
  const input = new Input({ source, formats: ALL_FORMATS });
  try {
    const track = await input.getPrimaryVideoTrack();
    if (track === null) {
      const sound = await input.getPrimaryAudioTrack();
      throw sound === null ? new ProblemError("video.unreadable") : new ProblemError("video.noPicture");
    }
    return await read(input, track);
  } catch (error) {
    if (error instanceof ProblemError || (error as NodeJS.ErrnoException).code !== undefined) throw error;
    throw new ProblemError("video.unreadable", {}, { cause: error });
  } finally {
    input.dispose();
  }
}

/** Ascending; frames before zero are never shown (an edit list cut them off). */
async function frameTimes(track: InputVideoTrack): Promise<Float64Array> {
  const times: number[] = [];
  const packets = new EncodedPacketSink(track).packets(undefined, undefined, { metadataOnly: true });
  for await (const { timestamp } of packets) if (timestamp > -1e-6) times.push(Math.max(0, timestamp * 1e6));
  return Float64Array.from(times).sort();
}

/** Live WebM does not tell how long its last frame is: then it is as long as the one before. */
function endUs(toldUs: number, frameTimesUs: Float64Array): number {
  const last = frameTimesUs.at(-1)!;
  if (toldUs > last + 1) return Math.round(toldUs);
  return Math.round(last + (last - (frameTimesUs.at(-2) ?? last)));
}

function extensionOf(format: InputFormat): string {
  const known = new Map<InputFormat, string>([
    [MP4, "mp4"],
    [QTFF, "mov"],
    [WEBM, "webm"],
    [MATROSKA, "mkv"],
  ]);
  return known.get(format) ?? "video";
}

/** As a browser wants it: it plays QuickTime files, but only says so when they are called MP4. */
async function mimeOf(input: Input, track: InputVideoTrack): Promise<string> {
  const mime = (await input.getMimeType()).replace("video/quicktime", "video/mp4");
  if ((await track.getCodec()) !== null) return mime;
  // Named, so that no browser believes that it can play it.
  const id = await track.getInternalCodecId();
  return `${mime.split(";")[0]}; codecs="${typeof id === "string" ? id.replace(/[^\w./]/g, "") : "unknown"}"`;
}

async function otherCodec(track: InputVideoTrack): Promise<string> {
  const id = await track.getInternalCodecId();
  return typeof id === "string" ? (OTHER_CODECS[id] ?? id.slice(0, 32)) : "unknown";
}
