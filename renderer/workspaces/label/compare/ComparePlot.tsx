import { type MouseEvent, useEffect, useRef, useState } from "react";
import {
  type CompareScale,
  type DrawnLine,
  lineAt,
  paintCompared,
  scaleOf,
} from "../../../timeline/compare/comparePlot.ts";
import { readPalette, watchTheme } from "../../../timeline/core/palette.ts";
import styles from "./ComparePanel.module.css";

interface Props {
  readonly name: string;
  readonly lines: readonly DrawnLine[];
  readonly marked: string | null;
  readonly onHover: (id: string | null) => void;
  readonly onOpen: (id: string) => void;
}

/** One channel of many segments over each other. What it shows is also in the list of segments. */
export function ComparePlot({ name, lines, marked, onHover, onOpen }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const scale = useRef<CompareScale | null>(null);
  const [redraw, setRedraw] = useState(0);

  useEffect(() => {
    const again = () => setRedraw((times) => times + 1);
    const observer = new ResizeObserver(again);
    observer.observe(canvas.current!);
    const endWatch = watchTheme(again);
    return () => {
      observer.disconnect();
      endWatch();
    };
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another size or theme is another picture of the same lines.
  useEffect(() => {
    const element = canvas.current!;
    element.width = Math.max(1, Math.round(element.clientWidth * devicePixelRatio));
    element.height = Math.max(1, Math.round(element.clientHeight * devicePixelRatio));
    scale.current = scaleOf(lines);
    if (scale.current !== null) paintCompared(element, lines, scale.current, marked, readPalette(element));
  }, [lines, marked, redraw]);

  const under = (event: MouseEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    if (scale.current === null) return null;
    const xShare = (event.clientX - box.left) / box.width;
    return lineAt(lines, scale.current, xShare, event.clientY - box.top, box.height)?.id ?? null;
  };

  return (
    <div className={styles.plot}>
      <canvas
        ref={canvas}
        role="img"
        aria-label={name}
        onMouseMove={(event) => onHover(under(event))}
        onClick={(event) => {
          const id = under(event);
          if (id !== null) onOpen(id);
        }}
      />
      <span className={styles.plotName}>{name}</span>
    </div>
  );
}
