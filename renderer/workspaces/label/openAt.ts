import type { Track } from "#domain/labeling/segments.ts";
import type { App } from "../../app/app.ts";
import { labelSession } from "./session.ts";

interface Span {
  readonly startUs: number;
  readonly endUs: number;
}

/**
 * Opens a capture at a span and, where given, puts the playhead at a moment; null shows all of it as it was left. Selects
 * the segment that `pick` finds once the labels are there.
 */
export function openAt(
  app: App,
  captureId: string,
  span: Span | null,
  pick: (tracks: readonly Track[]) => string | undefined,
  playheadUs?: number,
): void {
  let shown = false;
  const look = () => {
    const { timeline, labels } = labelSession.getState();
    if (timeline === null || labels?.captureId !== captureId) return;
    if (span === null) return stop();
    if (!shown) {
      timeline.show(span);
      if (playheadUs !== undefined) timeline.goTo(playheadUs);
    }
    shown = true;
    const select = () => {
      const id = pick(labels.view.tracks);
      if (id === undefined) return;
      stop();
      labels.select([id]);
    };
    ends.push(labels.subscribe(select));
    select();
  };
  const ends: (() => void)[] = [];
  const stop = () => {
    for (const end of ends.splice(0)) end();
  };
  app.shell.go({ at: "open", captureId });
  ends.push(
    labelSession.subscribe(look),
    app.shell.store.subscribe(({ place }) => {
      if (place.at !== "open" || place.captureId !== captureId) stop();
    }),
  );
  look();
}
