import { useEffect, useRef } from "react";
import { bulkPaths } from "#contract/bulk.ts";
import { decodeSlice, type SampleSlice } from "#contract/slice.ts";
import type { CaptureStream, CaptureSummary } from "#domain/captures.ts";
import { binRows } from "#domain/pyramid.ts";
import { useApp, useOf } from "../../app/app.ts";
import { text } from "../../ui/text.ts";
import styles from "./ReviewStrip.module.css";

/** A whole capture at a glance: the acceleration of each glove, one band a glove, from the coarsest pyramid level. */
export function CapturePicture({ capture }: { readonly capture: CaptureSummary }) {
  const { studio, shell } = useApp();
  const theme = useOf(shell, (state) => state.theme);
  const canvas = useRef<HTMLCanvasElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another theme means other colours
  useEffect(() => {
    const fetches = capture.streams.map((stream) => {
      const level = Math.max(0, stream.pyramidLevels - 1);
      const bins = Math.ceil(stream.endIndex / binRows(level));
      return studio.fetchBulk(bulkPaths.pyramid(capture.id, stream.id, level, 0, bins));
    });
    let here = true;
    Promise.all(fetches.map((each) => each.bytes)).then(
      (all) => {
        if (here && canvas.current)
          paint(
            canvas.current,
            capture.streams,
            all.map((bytes) => decodeSlice(bytes)),
          );
      },
      () => {},
    );
    return () => {
      here = false;
      for (const each of fetches) each.cancel();
    };
  }, [studio, capture.id, theme]);
  return <canvas ref={canvas} className={styles.picture} role="img" aria-label={text("review.picture")} />;
}

function paint(canvas: HTMLCanvasElement, streams: readonly CaptureStream[], slices: readonly SampleSlice[]): void {
  const { clientWidth, clientHeight } = canvas;
  canvas.width = Math.max(1, clientWidth * devicePixelRatio);
  canvas.height = Math.max(1, clientHeight * devicePixelRatio);
  const context = canvas.getContext("2d");
  if (context === null) return;
  const look = getComputedStyle(canvas);
  const band = canvas.height / streams.length;
  streams.forEach((stream, row) => {
    const { channels } = stream.format;
    const slice = slices[row]!;
    const bins = slice.values.length / slice.width;
    const shown = channels.flatMap(({ kind, axis }, channel) =>
      kind === channels[0]!.kind ? [{ channel, axis }] : [],
    );
    const top = peakOf(
      slice,
      shown.map(({ channel }) => channel),
    );
    const y = (raw: number) => (row + 0.5 - (raw / top) * 0.46) * band;
    context.globalAlpha = 0.85;
    for (const { channel, axis } of shown) {
      context.fillStyle = look.getPropertyValue(`--axis-${axis ?? "none"}`);
      for (let bin = 0; bin < bins; bin++) {
        const low = slice.values[bin * slice.width + channel * 2]!;
        const high = slice.values[bin * slice.width + channel * 2 + 1]!;
        if (low > high) continue;
        const x = (bin / bins) * canvas.width;
        context.fillRect(x, y(high), Math.max(1, canvas.width / bins), Math.max(devicePixelRatio, y(low) - y(high)));
      }
    }
  });
}

/** The largest excursion of some channels, at least 1 so that it can be divided by. Empty bins count for nothing. */
function peakOf(slice: SampleSlice, channels: readonly number[]): number {
  let top = 0;
  for (let at = 0; at < slice.values.length; at += slice.width) {
    for (const channel of channels) {
      const low = slice.values[at + channel * 2]!;
      const high = slice.values[at + channel * 2 + 1]!;
      if (low <= high) top = Math.max(top, Math.abs(low), Math.abs(high));
    }
  }
  return top === 0 ? 1 : top;
}
