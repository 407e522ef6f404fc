import type { App } from "../../app/app.ts";
import { labelSession } from "../label/session.ts";
import type { CompareItem } from "./items.ts";

/** Opens the capture of an item at its moment, and selects its segment once the labels are there. */
export function openItem(app: App, item: CompareItem): void {
  const { captureId, startUs, endUs, whole } = item;
  let shown = false;
  const look = () => {
    const { timeline, labels } = labelSession.getState();
    if (timeline === null || labels?.captureId !== captureId) return;
    if (!shown && !whole) timeline.show({ startUs, endUs });
    shown = true;
    if (whole) return stop();
    const select = () => {
      if (!labels.view.tracks.some(({ segments }) => segments.some(({ id }) => id === item.id))) return;
      stop();
      labels.select([item.id]);
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
