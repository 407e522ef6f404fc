import { useEffect, useRef, useState } from "react";
import { readPalette, watchTheme } from "../../../timeline/core/palette.ts";
import type { Curve, CurveKind } from "../../../training/curves.ts";
import { text } from "../../../ui/text.ts";
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

/** Counts the reasons to draw anew that are not in the data: size and theme. */
export function useRedraws(element: React.RefObject<HTMLElement | null>): number {
  const [redraws, setRedraws] = useState(0);
  useEffect(() => {
    const again = () => setRedraws((count) => count + 1);
    const observer = new ResizeObserver(again);
    observer.observe(element.current!);
    const unwatch = watchTheme(again);
    return () => {
      observer.disconnect();
      unwatch();
    };
  }, [element]);
  return redraws;
}
