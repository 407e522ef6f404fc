import type { App } from "../../app/app.ts";
import { openAt } from "../label/openAt.ts";
import type { CompareItem } from "./items.ts";

/** Opens the capture of an item at its moment, and selects its segment once the labels are there. */
export function openItem(app: App, { id, captureId, startUs, endUs, whole }: CompareItem): void {
  openAt(app, captureId, whole ? null : { startUs, endUs }, (tracks) =>
    tracks.some(({ segments }) => segments.some((segment) => segment.id === id)) ? id : undefined,
  );
}
