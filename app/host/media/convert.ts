import { spawn } from "node:child_process";
import { ProblemError } from "#domain/problems.ts";
import type { Job } from "../jobs.ts";

/** It tells how far it is twice a second; one that says nothing for this long is stuck. */
const SILENCE_LIMIT_MS = 60_000;
/** Of what it has to say, the end tells why. */
const KEPT_WORDS = 4_000;

/**
 * What the encoders of pictures are told. A key frame every half second, and no frame that needs a later one, so that
 * jumping to any frame decodes fifteen at most. libx264 is missing from some builds; browsers play VP9 as well.
 */
const PICTURE_ENCODERS: readonly (readonly string[])[] = [
  ["libx264", "-preset", "veryfast", "-crf", "18", "-g", "15", "-bf", "0"],
  ["libvpx-vp9", "-deadline", "realtime", "-cpu-used", "6", "-row-mt", "1", "-b:v", "0", "-crf", "28", "-g", "15"],
];

/**
 * Writes an MP4 that browsers play, with every frame at its time. What is left of a cancelled or failed conversion is for
 * the caller to remove.
 * @param program ffmpeg
 * @param durationUs how long the video is; null where nobody knows
 * @throws ProblemError video.noFfmpeg, video.notConverted, disk.full
 */
export async function convert(
  program: string,
  from: string,
  to: string,
  durationUs: number | null,
  job: Pick<Job, "signal" | "progress">,
): Promise<void> {
  for (const encoder of PICTURE_ENCODERS) {
    const words = await run(
      program,
      conversion(from, to, encoder),
      (doneUs) => job.progress(doneUs, durationUs),
      job.signal,
    );
    if (words === null) return;
    if (/no space left/i.test(words)) throw new ProblemError("disk.full", { message: lastLine(words) });
    if (!/unknown encoder/i.test(words)) throw new ProblemError("video.notConverted", { message: lastLine(words) });
  }
  throw new ProblemError("video.notConverted", { message: "libx264, libvpx-vp9" });
}

function conversion(from: string, to: string, encoder: readonly string[]): string[] {
  return [
    ...["-hide_banner", "-nostdin", "-nostats", "-v", "error", "-progress", "pipe:1"],
    // Times as they are: neither moved to zero nor rounded to a steady rate.
    ...[
      "-copyts",
      "-i",
      `file:${from}`,
      "-fps_mode",
      "passthrough",
      "-enc_time_base",
      "-1",
      "-video_track_timescale",
      "90000",
    ],
    ...["-map", "0:v:0", "-map", "0:a:0?"],
    // The encoders take even sizes only.
    ...["-vf", "pad=ceil(iw/2)*2:ceil(ih/2)*2", "-pix_fmt", "yuv420p"],
    ...["-c:v", ...encoder, "-c:a", "aac", "-b:a", "128k"],
    ...["-movflags", "+faststart", "-f", "mp4", "-y", `file:${to}`],
  ];
}

/** What it complained of when it failed; null where it did not. */
function run(
  program: string,
  args: readonly string[],
  onTimeUs: (doneUs: number) => void,
  signal: AbortSignal,
): Promise<string | null> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"], windowsHide: true });
    const kill = () => child.kill("SIGKILL");
    const silence = setTimeout(kill, SILENCE_LIMIT_MS);
    let words = "";
    signal.addEventListener("abort", kill, { once: true });
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      silence.refresh();
      const told = [...text.matchAll(/^out_time_us=(\d+)$/gm)].at(-1)?.[1];
      if (told !== undefined) onTimeUs(Number(told));
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      words = (words + text).slice(-KEPT_WORDS);
    });
    child.on("error", (error: NodeJS.ErrnoException) => {
      end();
      reject(error.code === "ENOENT" ? new ProblemError("video.noFfmpeg", {}, { cause: error }) : error);
    });
    child.on("close", (status) => {
      end();
      if (signal.aborted) reject(new ProblemError("job.cancelled"));
      else resolve(status === 0 ? null : words || "ffmpeg");
    });
    const end = () => {
      clearTimeout(silence);
      signal.removeEventListener("abort", kill);
    };
  });
}

function lastLine(words: string): string {
  return words.trim().split("\n").at(-1)!.slice(0, 300);
}
