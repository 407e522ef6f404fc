import { useEffect, useRef } from "react";
import { decodeSlice } from "#contract/slice.ts";
import type { CaptureSummary } from "#domain/captures.ts";
import { useApp, useOf } from "../../app/app.ts";
import { text } from "../../ui/text.ts";
import { bandOf, paint, pathOf } from "./picture.ts";
import styles from "./ReviewStrip.module.css";

/** A whole capture at a glance: the acceleration of each glove, one band a glove, from the coarsest pyramid level. */
export function CapturePicture({ capture }: { readonly capture: CaptureSummary }) {
  const { studio, shell } = useApp();
  const theme = useOf(shell, (state) => state.theme);
  const canvas = useRef<HTMLCanvasElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another theme means other colours
  useEffect(() => {
    const fetches = capture.streams.map((stream) => studio.fetchBulk(pathOf(capture.id, stream)));
    let here = true;
    Promise.all(fetches.map((each) => each.bytes)).then(
      (all) => {
        const bands = capture.streams.map(({ format }, i) => bandOf(format, decodeSlice(all[i]!)));
        if (here && canvas.current) paint(canvas.current, bands);
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
