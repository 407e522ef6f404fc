import { type PointerEvent, useEffect, useMemo, useRef, useState, type WheelEvent } from "react";
import type { MapPoint } from "#contract/learning.ts";
import { readPalette } from "../../../timeline/core/palette.ts";
import { text } from "../../../ui/text.ts";
import { useRedraws } from "../useRedraws.ts";
import { type Camera, cameraOn, toScreen, zoomed } from "./camera.ts";
import { isInside, nearestTo, type Spot } from "./lasso.ts";
import styles from "./Map.module.css";
import { paintMap, paintOver, radiusOf } from "./paintMap.ts";

interface Props {
  readonly points: readonly MapPoint[];
  readonly chosen: ReadonlySet<number>;
  readonly marked: number | null;
  readonly onChoose: (places: ReadonlySet<number>) => void;
  readonly onMark: (place: number | null) => void;
  readonly onOpen: (place: number) => void;
}

/** A line shorter than this is a press, not a lasso. */
const PRESS_PX = 5;
const REACH_PX = 12;
const WHEEL_STEP = 1.0015;

/**
 * All segments as dots. A line around some chooses them, a press one, the wheel goes nearer, a double press on a dot opens
 * it and elsewhere shows the whole map. The table beside it is its twin for keys and readers.
 */
export function SegmentMapPlot({ points, chosen, marked, onChoose, onMark, onOpen }: Props) {
  const below = useRef<HTMLCanvasElement>(null);
  const above = useRef<HTMLCanvasElement>(null);
  const redraws = useRedraws(below);
  const [near, setNear] = useState<Camera | null>(null);
  const [line, setLine] = useState<readonly Spot[]>([]);
  // Moves come faster than pictures: none of them may be lost.
  const drawn = useRef<readonly Spot[]>([]);
  const draw = (next: readonly Spot[]) => {
    drawn.current = next;
    setLine(next);
  };
  const boxOf = () => ({ width: below.current?.clientWidth || 1, height: below.current?.clientHeight || 1 });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another size shows the whole map otherwise.
  const whole = useMemo(() => cameraOn(points, boxOf()), [points, redraws]);
  const camera = near ?? whole;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another map is seen whole first.
  useEffect(() => setNear(null), [points]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another size or theme is another picture of the same points.
  useEffect(() => {
    const canvas = below.current!;
    paintMap(canvas, { points, camera, whole, chosen, palette: readPalette(canvas) });
  }, [points, camera, whole, chosen, redraws]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the same.
  useEffect(() => {
    const canvas = above.current!;
    const point = marked === null ? undefined : points[marked];
    const ring =
      point === undefined
        ? null
        : { at: toScreen(camera, boxOf(), point), radius: radiusOf(points.length, camera, whole) };
    paintOver(canvas, line, ring, readPalette(canvas));
  }, [points, camera, whole, line, marked, redraws]);

  const spotOf = (event: { clientX: number; clientY: number; currentTarget: Element }): Spot => {
    const box = event.currentTarget.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const seen = () => points.map((point) => toScreen(camera, boxOf(), point));
  const under = (spot: Spot) => nearestTo(seen(), spot, REACH_PX);
  const move = (event: PointerEvent) => {
    if (drawn.current.length > 0) draw([...drawn.current, spotOf(event)]);
    else onMark(under(spotOf(event)));
  };
  const drop = () => {
    const corners = drawn.current;
    const [first] = corners;
    draw([]);
    if (first === undefined) return;
    const length = corners.reduce((most, { x, y }) => Math.max(most, Math.hypot(x - first.x, y - first.y)), 0);
    if (length < PRESS_PX) {
      const place = under(first);
      onChoose(new Set(place === null ? [] : [place]));
    } else onChoose(new Set(seen().flatMap((spot, place) => (isInside(corners, spot) ? [place] : []))));
  };
  const wheel = (event: WheelEvent) =>
    setNear(zoomed(camera, whole, boxOf(), spotOf(event), WHEEL_STEP ** -event.deltaY));

  return (
    <div className={styles.plot}>
      <canvas ref={below} role="img" aria-label={text("train.map.picture", { count: points.length })} />
      <canvas
        ref={above}
        aria-hidden
        className={styles.above}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          draw([spotOf(event)]);
        }}
        onPointerMove={move}
        onPointerUp={drop}
        onPointerCancel={() => draw([])}
        onPointerLeave={() => drawn.current.length === 0 && onMark(null)}
        onWheel={wheel}
        onDoubleClick={(event) => {
          const place = under(spotOf(event));
          if (place === null) setNear(null);
          else onOpen(place);
        }}
      />
    </div>
  );
}
