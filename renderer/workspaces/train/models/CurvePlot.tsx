import { useEffect, useRef } from "react";
import { readPalette } from "../../../timeline/core/palette.ts";
import type { Curve, CurveKind } from "../../../training/curves.ts";
import { text } from "../../../ui/text.ts";
import { useRedraws } from "../useRedraws.ts";
import styles from "./Models.module.css";
import { paintCurves } from "./paintCurves.ts";

interface Props {
  readonly curves: readonly Curve[];
  readonly kind: CurveKind;
}

/** One plot of all curves. */
export function CurvePlot({ curves, kind }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const redraws = useRedraws(canvas);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another size or theme is another picture of the same curves.
  useEffect(() => {
    paintCurves(canvas.current!, curves, kind, readPalette(canvas.current!));
  }, [curves, kind, redraws]);
  return <canvas ref={canvas} className={styles.canvas} role="img" aria-label={text(`train.curve.${kind}`)} />;
}
