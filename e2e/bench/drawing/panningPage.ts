import type { Track } from "#domain/labeling/segments.ts";
import { GUTTER_PX } from "../../../renderer/timeline/core/layout.ts";
import { Timeline } from "../../../renderer/timeline/core/timeline.ts";
import { addLanes, docOf, frame, painted, truthOf } from "./labelScene.ts";
import { MemoryCapture, type Scene } from "./memoryCapture.ts";

/** What panning cost: milliseconds from the start of a frame until it is painted, and from one frame to the next. */
export interface Panned {
  readonly workMs: readonly number[];
  readonly apartMs: readonly number[];
}

/** The same number of segments in each of four tracks. */
function tracksOf(count: number, durationUs: number): Track[] {
  const kinds = ["truth", "proposal", "proposal", "prediction"] as const;
  return kinds.map((kind, i) => {
    const { segments } = truthOf(Math.floor(count / kinds.length), durationUs);
    return { kind, name: kind === "truth" ? "Truth" : `Track ${i}`, origin: "", segments };
  });
}

/** Moves the view by the same step in every frame, as a drag with a steady hand does. */
async function pan(timeline: Timeline, lengthUs: number, frames: number): Promise<Panned> {
  const [workMs, apartMs]: [number[], number[]] = [[], []];
  const room = timeline.limits.endUs - lengthUs;
  let before = await frame();
  for (let i = 0; i < frames; i++) {
    const startUs = room / 3 + (lengthUs / 200) * i;
    const start = performance.now();
    timeline.view = { startUs, endUs: startUs + lengthUs };
    timeline.renderNow();
    await painted();
    workMs.push(performance.now() - start);
    const now = await frame();
    apartMs.push(now - before);
    before = now;
  }
  return { workMs, apartMs };
}

/** Panning with segments in four tracks and, in the same page, with no label at all. */
export async function panning(scene: Scene, count: number, frames: number, lengthsUs: readonly number[]) {
  const stage = document.getElementById("stage")!;
  stage.className = "ringside-plot timeline";
  stage.style.width = `${scene.widthPx + GUTTER_PX}px`;
  stage.style.height = `${scene.heightPx + 400}px`;
  const memory = new MemoryCapture(scene);
  const timeline = new Timeline(stage, memory, memory.capture);
  const doc = await docOf(memory.capture.id, tracksOf(count, timeline.limits.endUs));
  const views: { readonly with: Panned; readonly without: Panned }[] = [];
  for (const lengthUs of lengthsUs) {
    const remove = addLanes(timeline, doc);
    await pan(timeline, lengthUs, 40);
    const withThem = await pan(timeline, lengthUs, frames);
    remove();
    await pan(timeline, lengthUs, 40);
    views.push({ with: withThem, without: await pan(timeline, lengthUs, frames) });
  }
  doc.close();
  timeline.destroy();
  return views;
}
