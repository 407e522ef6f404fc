import { type MouseEvent, useEffect, useMemo, useRef, useState } from "react";
import { AXIS_PX, lineAt, paintCompared, paintMarked, scaleOf } from "../../timeline/compare/comparePlot.ts";
import { readPalette, watchTheme } from "../../timeline/core/palette.ts";
import styles from "./Compare.module.css";
import type { Plot } from "./plots.ts";

interface Props {
  readonly plot: Plot;
  /** Whether their mean says anything. */
  readonly mean: boolean;
  readonly times: { readonly fromUs: number; readonly toUs: number } | null;
  readonly marked: string | null;
  readonly onMark: (id: string | null) => void;
  readonly onOpen: (id: string) => void;
}

/** One channel of many stretches over each other. What is marked lies on a canvas of its own, so that marking is cheap. */
export function ComparePlot({ plot, mean, times, marked, onMark, onOpen }: Props) {
  const { name, lines } = plot;
  const below = useRef<HTMLCanvasElement>(null);
  const above = useRef<HTMLCanvasElement>(null);
  const [redraw, setRedraw] = useState(0);
  const scale = useMemo(() => scaleOf(lines, times), [lines, times]);

  useEffect(() => {
    const observer = new ResizeObserver(() => setRedraw((count) => count + 1));
    observer.observe(below.current!);
    return () => observer.disconnect();
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another size is another picture of the same lines.
  useEffect(() => {
    const canvas = below.current!;
    if (scale !== null) paintCompared(canvas, lines, scale, mean, readPalette(canvas));
    else canvas.width = 1;
  }, [lines, scale, mean, redraw]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another size is another picture of the same line.
  useEffect(() => {
    const canvas = above.current!;
    const line = lines.find(({ id }) => id === marked) ?? null;
    if (scale !== null) paintMarked(canvas, line, scale, readPalette(canvas));
  }, [lines, scale, redraw, marked]);

  const under = (event: MouseEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    if (scale === null) return null;
    const xShare = (event.clientX - box.left) / box.width;
    return lineAt(lines, scale, xShare, event.clientY - box.top, box.height - AXIS_PX)?.id ?? null;
  };

  return (
    <figure className={styles.plot}>
      <canvas ref={below} role="img" aria-label={name} />
      <canvas
        ref={above}
        className={styles.above}
        aria-hidden
        onMouseMove={(event) => {
          const id = under(event);
          if (id !== null && id !== marked) onMark(id);
        }}
        onClick={(event) => {
          const id = under(event);
          if (id !== null) onOpen(id);
        }}
      />
      <figcaption className={styles.plotName}>{name}</figcaption>
    </figure>
  );
}

/** Counts changes of the theme: lines carry colours that were read from it. */
export function useTheme(): number {
  const [changes, setChanges] = useState(0);
  useEffect(() => watchTheme(() => setChanges((count) => count + 1)), []);
  return changes;
}
