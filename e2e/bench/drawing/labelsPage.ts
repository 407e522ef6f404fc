import { resizeEdge } from "#domain/labeling/resizeEdge.ts";
import { GUTTER_PX } from "../../../renderer/timeline/core/layout.ts";
import { Timeline } from "../../../renderer/timeline/core/timeline.ts";
import { addLanes, afterPaint, docOf, frame, truthOf } from "./labelScene.ts";
import { MemoryCapture, type Scene } from "./memoryCapture.ts";

/** Milliseconds from the moment of something until the frame that shows it has been painted. */
async function untilPainted(act: () => void): Promise<number> {
  await frame();
  const start = performance.now();
  act();
  await afterPaint();
  return performance.now() - start;
}

/**
 * The label lanes with many segments: how long an edit takes until it is painted (a drag let go, a step of that drag, an
 * edit by key), and what the lanes cost a redraw of the timeline while it is panned.
 */
export async function labels(scene: Scene, count: number, times: number) {
  const stage = document.getElementById("stage")!;
  stage.className = "ringside-plot timeline";
  stage.style.width = `${scene.widthPx + GUTTER_PX}px`;
  stage.style.height = `${scene.heightPx + 140}px`;
  const memory = new MemoryCapture(scene);
  const timeline = new Timeline(stage, memory, memory.capture);
  const whole = timeline.limits;
  const truth = truthOf(count, whole.endUs);
  const doc = await docOf(memory.capture.id, [truth]);
  const room = () => ({ limits: timeline.limits, shortestUs: 1000 });
  addLanes(timeline, doc);
  await new Promise((resolve) => setTimeout(resolve, 500));
  const element = stage.querySelector<HTMLElement>(".labelLanes")!;
  element.setPointerCapture = () => {};

  const drags: number[] = [];
  const steps: number[] = [];
  const keys: number[] = [];
  for (let i = 0; i < times; i++) {
    const segment = truth.segments[2 * Math.floor(((i + 0.5) * count) / (2 * times))]!;
    timeline.view = { startUs: segment.startUs - 5e6, endUs: segment.startUs + 5e6 };
    await afterPaint();
    const box = element.getBoundingClientRect();
    const xPx = ((segment.endUs - timeline.view.startUs) / 10e6) * timeline.widthPx;
    const point = (type: string, byPx: number) =>
      element.dispatchEvent(
        new PointerEvent(type, {
          bubbles: true,
          clientX: box.left + GUTTER_PX + xPx + byPx,
          clientY: box.top + 14,
        }),
      );
    point("pointerdown", -1);
    point("pointermove", 6);
    steps.push(await untilPainted(() => point("pointermove", 10)));
    const before = doc.view;
    drags.push(await untilPainted(() => point("pointerup", 12)));
    if (doc.view === before) throw new Error("the drag changed nothing");
    const track = doc.view.tracks[0]!;
    const now = track.segments.find(({ id }) => id === segment.id)!;
    keys.push(
      await untilPainted(() => {
        const change = resizeEdge(track, now, "endUs", now.endUs - 20_000, room(), "joined");
        doc.commit({ code: "label.resize", detail: {} }, [change]);
      }),
    );
  }

  const panning: Record<string, { readonly withMs: number[]; readonly withoutMs: number[] }> = {};
  const lanes = { whole: whole.endUs, tenth: whole.endUs / 10, minute: 60e6 };
  const pan = (lengthUs: number): number[] => {
    const all: number[] = [];
    for (let i = -3; i < times; i++) {
      const startUs = ((whole.endUs - lengthUs) * (i + 3)) / (times + 3);
      const start = performance.now();
      timeline.view = { startUs, endUs: startUs + lengthUs };
      timeline.renderNow();
      for (const canvas of stage.querySelectorAll("canvas")) canvas.getContext("2d")!.getImageData(0, 0, 1, 1);
      if (i >= 0) all.push(performance.now() - start);
    }
    return all;
  };
  for (const [view, lengthUs] of Object.entries(lanes)) {
    pan(lengthUs);
    await new Promise((resolve) => setTimeout(resolve, 300));
    const withMs = pan(lengthUs);
    doc.setHidden(new Set(["truth/Truth"]));
    timeline.renderNow();
    panning[view] = { withMs, withoutMs: pan(lengthUs) };
    doc.setHidden(new Set());
  }
  doc.close();
  timeline.destroy();
  return { drags, steps, keys, panning };
}
