import { bulkPaths } from "#contract/bulk.ts";
import type { Studio } from "#contract/contract.ts";
import type { Outcome } from "#contract/schemas.ts";
import type { Video } from "#domain/videos.ts";

/** A quarter of what the host takes at once: progress is seen, and a piece that must be sent again costs little. */
const PIECE_BYTES = 4 * 2 ** 20;
/** A piece that did not arrive is sent again so often; the host skips what it has. */
const TRIES = 3;

export interface SendOptions {
  /** Bytes that have arrived. */
  readonly onProgress: (sent: number) => void;
  readonly signal: AbortSignal;
}

/**
 * Sends a file to a capture, piece by piece, and has it measured. A file that was cancelled or did not arrive leaves
 * nothing behind; `null` says that it was cancelled. Rejects where the host cannot be reached.
 */
export async function sendVideo(
  studio: Studio,
  captureId: string,
  file: File,
  { onProgress, signal }: SendOptions,
): Promise<Outcome<Video> | null> {
  const begun = await studio.call("video.begin", { captureId, name: nameOf(file), source: "attached", sync: null });
  if (!begun.ok) return begun;
  const { videoId } = begun.value;
  try {
    for (let at = 0; at < file.size && !signal.aborted; at += PIECE_BYTES) {
      const piece = new Uint8Array(await file.slice(at, at + PIECE_BYTES).arrayBuffer());
      await sendPiece(studio, bulkPaths.videoBytes(videoId, at), piece, signal);
      onProgress(Math.min(at + PIECE_BYTES, file.size));
    }
  } catch (error) {
    await studio.call("video.abandon", { videoId });
    throw error;
  }
  if (signal.aborted) {
    await studio.call("video.abandon", { videoId });
    return null;
  }
  return studio.call("video.finish", { videoId, sync: null });
}

async function sendPiece(studio: Studio, path: string, piece: Uint8Array<ArrayBuffer>, signal: AbortSignal) {
  for (let left = TRIES - 1; ; left--) {
    try {
      return await studio.sendBulk(path, piece);
    } catch (error) {
      if (left === 0 || signal.aborted) throw error;
    }
  }
}

/** The file's name as a video's: without its ending, never empty. */
function nameOf(file: File): string {
  return (
    file.name
      .replace(/\.\w{1,5}$/, "")
      .trim()
      .slice(0, 200) ||
    file.name.slice(0, 200) ||
    "video"
  );
}
