import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Locator } from "@playwright/test";

/** A film whose every frame says its number in black and white squares, so that a picture can be read back. */
export const FILM = { widthPx: 640, heightPx: 360, rateHz: 30, seconds: 10 } as const;
const BITS = 12;
const SQUARE_PX = 32;
const PITCH_PX = 48;

const run = promisify(execFile);

function squares(): string {
  return Array.from({ length: BITS }, (_, bit) => {
    const place = `x=${16 + bit * PITCH_PX}:y=16:w=${SQUARE_PX}:h=${SQUARE_PX}:t=fill`;
    const on = `mod(floor(n/${2 ** bit})\\,2)`;
    return `drawbox=${place}:color=black,drawbox=${place}:color=white:enable='${on}'`;
  }).join(",");
}

export interface FilmOptions {
  /** What ffmpeg is told of the coding, e.g. `["-c:v", "mpeg4"]`; H.264 with a key frame each second otherwise. */
  readonly coding?: readonly string[];
  readonly name?: string;
  /** Seconds at which one frame is white. */
  readonly flashesS?: readonly number[];
  /** Seconds at which a clap is heard; without them the film is silent. */
  readonly clapsS?: readonly number[];
}

/** Paints the film with ffmpeg into a folder. @returns its path. */
export async function paintFilm(folder: string, options: FilmOptions = {}): Promise<string> {
  const { coding, name = "film.mp4", flashesS = [], clapsS = [] } = options;
  const path = join(folder, name);
  const { widthPx, heightPx, rateHz, seconds } = FILM;
  const flash = flashesS.map((at) => `eq(n\\,${Math.round(at * rateHz)})`).join("+") || "0";
  const white = `drawbox=x=0:y=64:w=${widthPx}:h=${heightPx - 64}:t=fill:color=white:enable='${flash}'`;
  const picture = `testsrc2=s=${widthPx}x${heightPx}:r=${rateHz}:d=${seconds},${white},${squares()}`;
  const clap = clapsS.map((at) => `between(t\\,${at}\\,${at + 0.02})`).join("+");
  const sound =
    clapsS.length === 0 ? [] : ["-f", "lavfi", "-i", `aevalsrc='0.6*(random(0)-0.5)*(${clap})':d=${seconds}`];
  const h264 = ["-c:v", "libx264", "-preset", "superfast", "-pix_fmt", "yuv420p", "-g", String(rateHz)];
  await run("ffmpeg", ["-v", "error", "-y", "-f", "lavfi", "-i", picture, ...sound, ...(coding ?? h264), path]);
  return path;
}

/** The frame number that is painted in what a video element shows now. */
export function paintedFrame(video: Locator): Promise<number> {
  return video.evaluate(
    (element, [bits, middlePx, pitchPx]) => {
      const canvas = document.createElement("canvas");
      canvas.width = (element as HTMLVideoElement).videoWidth;
      canvas.height = 2 * middlePx;
      const context = canvas.getContext("2d")!;
      context.drawImage(element as HTMLVideoElement, 0, 0);
      let frame = 0;
      for (let bit = 0; bit < bits; bit++) {
        if (context.getImageData(middlePx + bit * pitchPx, middlePx, 1, 1).data[0]! > 128) frame |= 1 << bit;
      }
      return frame;
    },
    [BITS, 16 + SQUARE_PX / 2, PITCH_PX] as const,
  );
}
