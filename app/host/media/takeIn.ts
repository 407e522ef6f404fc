import { ProblemError } from "#domain/problems.ts";
import type { VideoFacts } from "../store/videoApi.ts";
import { type Measured, measure } from "./measure.ts";
import { guarded, type MediaFiles } from "./mediaFiles.ts";
import { remux, remuxTarget } from "./remux.ts";

/** How far a frame's time may move when a file is rewritten: WebM counts in milliseconds. */
const TIME_TOLERANCE_US = 1_000;

/**
 * Looks at the file that was sent, gives it its name and, where a player could not jump in it, rewrites it. The file
 * named in the facts is whole and in its place; what is left of the one that was sent, `leftOver`, is for the caller to
 * remove once the facts are stored.
 * @param sent the file's name now
 * @throws ProblemError video.empty, disk.full, disk.failed. A file that cannot be read is kept, and is `damaged`.
 */
export async function takeIn(
  files: MediaFiles,
  videoId: string,
  sent: string,
  log: (message: string) => void,
): Promise<{ facts: VideoFacts; leftOver: string | null }> {
  const bytes = await files.size(sent);
  if (bytes === null || bytes === 0) throw new ProblemError("video.empty");
  const found = await measureOrProblem(files.path(sent));
  if (found instanceof ProblemError) {
    const file = `${videoId}.video`;
    await files.rename(sent, file);
    return { facts: damagedFacts(file, bytes, found.problem.code), leftOver: null };
  }
  const rewritten = found.seekable ? null : await rewrite(files, videoId, sent, found, log);
  if (rewritten !== null) return { facts: rewritten, leftOver: sent };
  const file = `${videoId}.${found.extension}`;
  await files.rename(sent, file);
  return { facts: factsOf(found, file, bytes), leftOver: null };
}

export function factsOf(measured: Measured, file: string, bytes: number): VideoFacts {
  const { mime, codec, widthPx, heightPx, durationUs, hasSound, frameTimesUs } = measured;
  return {
    state: "ready",
    trouble: null,
    file,
    mime,
    codec,
    widthPx,
    heightPx,
    durationUs,
    bytes,
    hasSound,
    frameTimesUs,
  };
}

/** True where both show as many frames at the same times. */
export function sameTimes(a: Float64Array, b: Float64Array): boolean {
  return a.length === b.length && a.every((time, index) => Math.abs(time - b[index]!) <= TIME_TOLERANCE_US);
}

/** Null where the file stays as it was sent: nothing takes its codecs, or the rewritten one is not the same. */
async function rewrite(
  files: MediaFiles,
  videoId: string,
  sent: string,
  before: Measured,
  log: (message: string) => void,
): Promise<VideoFacts | null> {
  const target = await remuxTarget(files.path(sent));
  if (target === null) return null;
  const file = `${videoId}.${target}`;
  try {
    await remux(files.path(sent), files.workPath(file));
    const after = await measure(files.workPath(file));
    if (!sameTimes(before.frameTimesUs, after.frameTimesUs)) throw new Error("the frames are not at the same times");
    await files.keep(file);
    return factsOf(after, file, (await files.size(file)) ?? 0);
  } catch (error) {
    // What was sent can still be shown, only slower.
    log(`video ${videoId} stays as it was sent: ${error instanceof Error ? error.message : String(error)}`);
    await files.removeWork(file);
    return null;
  }
}

async function measureOrProblem(path: string): Promise<Measured | ProblemError> {
  try {
    return await guarded(measure(path));
  } catch (error) {
    if (error instanceof ProblemError) return error;
    throw error;
  }
}

function damagedFacts(file: string, bytes: number, trouble: string): VideoFacts {
  return {
    state: "damaged",
    trouble,
    file,
    mime: "application/octet-stream",
    codec: null,
    widthPx: 0,
    heightPx: 0,
    durationUs: 0,
    bytes,
    hasSound: false,
    frameTimesUs: new Float64Array(0),
  };
}
