import { ProblemError } from "#domain/problems.ts";
import { driftPpm, residualsUs } from "#domain/sync/video.ts";
import type { Video } from "#domain/videos.ts";
import { type Client, unwrap } from "../../common/client.ts";
import { text } from "../../common/text.ts";
import { asJob } from "../job.ts";
import { type Report, table } from "../report.ts";
import { type CliContext, findCapture, type ProjectChoice, withProject } from "../studioSession.ts";

/**
 * A video as `--json` prints it: the contract's fields, and its sync in words of the command line: `offsetMs`, `driftPpm`
 * and the largest distance of an anchor from the line, `residualMs` (null without anchors).
 */
function videoJson(video: Video) {
  const { line } = video.sync;
  const residuals = residualsUs(video.sync).map((us) => Math.abs(us) / 1000);
  return {
    ...video,
    offsetMs: line.offsetUs / 1000,
    driftPpm: driftPpm(line),
    residualMs: residuals.length === 0 ? null : Math.max(...residuals),
  };
}

function report(videos: readonly Video[]): Report {
  const json = videos.map(videoJson);
  const columns = ["name", "state", "size", "frames", "length", "codec", "offset", "drift", "sync"] as const;
  const rows = json.map((video) => [
    video.name,
    text(`cli.video.state.${video.state}`),
    `${video.widthPx}x${video.heightPx}`,
    String(video.frames),
    `${(video.durationUs / 1e6).toFixed(1)} s`,
    video.codec ?? "",
    `${video.offsetMs.toFixed(1)} ms`,
    `${video.driftPpm.toFixed(1)} ppm`,
    text(`cli.video.sync.${video.sync.method}`),
  ]);
  const heading = columns.map((column) => text(`cli.video.column.${column}`));
  return { json, lines: rows.length === 0 ? [text("cli.video.none")] : table(heading, rows, [3, 4, 6, 7]) };
}

/** JSON: an array with the new video (VideoJson). */
export function attachVideo(context: CliContext, capture: string, path: string, options: ProjectChoice) {
  return withProject(context, options, async ({ host, client }) => {
    const { id } = await findCapture(client, capture);
    return report([unwrap(await host.attachVideo(id, path))]);
  });
}

/** JSON: an array of VideoJson. */
export function listVideos(context: CliContext, capture: string, options: ProjectChoice) {
  return withProject(context, options, async ({ client }) => report(await videosOf(client, capture)));
}

/** JSON: an array of what is left (VideoJson). Undo brings it back. */
export function removeVideo(context: CliContext, capture: string, video: string, options: ProjectChoice) {
  return withProject(context, options, async ({ client }) => {
    const { id: videoId } = await findVideo(client, capture, video);
    await client.ask("video.remove", { videoId });
    return report(await videosOf(client, capture));
  });
}

/** JSON: an array with the video (VideoJson). */
export function renameVideo(context: CliContext, capture: string, video: string, name: string, options: ProjectChoice) {
  return withProject(context, options, async ({ client }) => {
    const { id: videoId } = await findVideo(client, capture, video);
    return report([await client.ask("video.rename", { videoId, name })]);
  });
}

export interface SyncWish extends ProjectChoice {
  /** Capture time at which the video starts. Absent: as it was. */
  readonly offsetMs?: number | undefined;
  readonly ppm?: number | undefined;
}

/** Sets the sync by hand, or, with nothing to set, tells it. JSON: an array with the video (VideoJson). */
export function syncVideo(context: CliContext, capture: string, video: string, wish: SyncWish): Promise<Report> {
  return withProject(context, wish, async ({ client }) => {
    const found = await findVideo(client, capture, video);
    const { offsetMs, ppm } = wish;
    if (offsetMs === undefined && ppm === undefined) return report([found]);
    const before = found.sync.line;
    const line = {
      offsetUs: offsetMs === undefined ? before.offsetUs : offsetMs * 1000,
      rate: ppm === undefined ? before.rate : 1 + ppm / 1e6,
    };
    const sync = { method: "anchors" as const, line, anchors: [] };
    return report([await client.ask("video.setSync", { videoId: found.id, sync })]);
  });
}

/** Ctrl+C cancels it and leaves the video as it was. JSON: an array with the video (VideoJson). */
export function convertVideo(context: CliContext, capture: string, video: string, options: ProjectChoice) {
  return withProject(context, options, async (session) => {
    const { client } = session;
    const { id: videoId, name } = await findVideo(client, capture, video);
    const words = (percent: number | "") => text("cli.video.converting", { name, percent });
    return report([await asJob(context, session, words, (jobId) => client.ask("video.convert", { videoId, jobId }))]);
  });
}

/** JSON: `{ files: [path] }`. */
export function exportVideo(
  context: CliContext,
  capture: string,
  video: string,
  options: ProjectChoice & { to: string },
) {
  return withProject(context, options, async ({ host, client }) => {
    const { id } = await findVideo(client, capture, video);
    const file = unwrap(await host.exportVideo(id, options.to));
    return { json: { files: [file] }, lines: [file] };
  });
}

async function videosOf(client: Client, capture: string): Promise<Video[]> {
  const { id: captureId } = await findCapture(client, capture);
  return client.ask("video.list", { captureId });
}

/**
 * A video of a capture by its id, the beginning of it (four characters or more) or its exact name.
 * @throws ProblemError cli.noSuchVideo, cli.ambiguousVideo and those of findCapture
 */
async function findVideo(client: Client, capture: string, wanted: string): Promise<Video> {
  const [found, ...others] = (await videosOf(client, capture)).filter(
    ({ id, name }) => id === wanted || name === wanted || (wanted.length >= 4 && id.startsWith(wanted.toLowerCase())),
  );
  if (found === undefined) throw new ProblemError("cli.noSuchVideo", { video: wanted });
  if (others.length > 0) throw new ProblemError("cli.ambiguousVideo", { video: wanted, count: others.length + 1 });
  return found;
}
