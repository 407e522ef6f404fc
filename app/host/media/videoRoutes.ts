import type { Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { ProblemError } from "#domain/problems.ts";
import { readRange } from "./byteRange.ts";
import type { VideoDesk } from "./videoDesk.ts";

const LARGEST_PIECE_BYTES = 16 * 2 ** 20;

/** Answers the paths of videos (contract/bulk.ts). A refusal's text is the code of its problem. */
export function addVideoRoutes(app: Hono, videos: VideoDesk): void {
  app.get("/bulk/videos/:video/file", (c) => refusing(c, () => sendFile(c, videos)));
  app.get("/bulk/videos/:video/frames", (c) =>
    refusing(c, async () => {
      const times = await videos.frames(c.req.param("video"));
      const bytes = new Uint8Array(times.buffer as ArrayBuffer, times.byteOffset, times.byteLength);
      return c.body(bytes, 200, { "content-type": "application/octet-stream", "cache-control": "no-store" });
    }),
  );
  app.post(
    "/bulk/videos/:video/bytes",
    bodyLimit({ maxSize: LARGEST_PIECE_BYTES, onError: (c) => c.text("a piece is 16 MB at most", 413) }),
    (c) => refusing(c, () => takePiece(c, videos)),
  );
}

async function sendFile(c: Context, videos: VideoDesk): Promise<Response> {
  const { files, file, mime, bytes } = await videos.file(c.req.param("video") ?? "");
  const range = readRange(c.req.header("range") ?? null, bytes);
  if (range === "none") return c.body(null, 416, { "content-range": `bytes */${bytes}` });
  const { first, last } = range === "whole" ? { first: 0, last: bytes - 1 } : range;
  const headers: Record<string, string> = {
    "accept-ranges": "bytes",
    "cache-control": "no-store",
    "content-type": mime,
    "content-length": String(last - first + 1),
  };
  if (range !== "whole") headers["content-range"] = `bytes ${first}-${last}/${bytes}`;
  const body = c.req.raw.method === "HEAD" || bytes === 0 ? null : files.stream(file, { first, last });
  return new Response(body, { status: range === "whole" ? 200 : 206, headers });
}

async function takePiece(c: Context, videos: VideoDesk): Promise<Response> {
  const at = c.req.query("at") ?? "";
  if (!/^\d{1,15}$/.test(at)) return c.text("at is not a whole number", 400);
  const taken = await videos.append(c.req.param("video") ?? "", Number(at), new Uint8Array(await c.req.arrayBuffer()));
  return taken === "hole" ? c.text("bytes before these are missing", 409) : c.body(null, 204);
}

const STATUS: Readonly<Record<string, 404 | 409 | 507>> = {
  "video.finished": 409,
  "disk.full": 507,
  "disk.failed": 507,
};

async function refusing(c: Context, answer: () => Promise<Response>): Promise<Response> {
  try {
    return await answer();
  } catch (error) {
    if (error instanceof ProblemError) return c.text(error.problem.code, STATUS[error.problem.code] ?? 404);
    throw error;
  }
}
