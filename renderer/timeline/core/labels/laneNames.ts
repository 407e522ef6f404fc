import type { TrackKey } from "#domain/labeling/segments.ts";
import { trackId } from "../../../labels/labelModel.ts";
import { text } from "../../../ui/text.ts";
import type { Lane } from "./lanes.ts";

/** The names of the lanes, in the gutter; rebuilt only when they would say something else. */
export class LaneNames {
  readonly #host: HTMLElement;
  readonly #onTruth: (track: TrackKey) => void;
  #shown = "";

  /** `onTruth`: told that the name of a track was clicked into which labels can go. */
  constructor(host: HTMLElement, onTruth: (track: TrackKey) => void) {
    this.#host = host;
    this.#onTruth = onTruth;
  }

  show(lanes: readonly Lane[]): void {
    const told = lanes.map((lane) => [trackId(lane.track), lane.hand, lane.topPx, lane.active, lane.locked].join());
    if (told.join("|") === this.#shown) return;
    this.#shown = told.join("|");
    this.#host.replaceChildren(...lanes.map((lane) => this.#nameOf(lane)));
  }

  #nameOf({ track, hand, topPx, heightPx, active, locked }: Lane): HTMLElement {
    const element = document.createElement("div");
    element.className = "laneName";
    element.dataset.kind = track.kind;
    if (active) element.dataset.active = "";
    element.style.top = `${topPx}px`;
    element.style.height = `${heightPx}px`;
    const name = hand === null ? track.name : text(`lanes.name.${hand}`, { track: track.name });
    element.textContent = locked ? text("lanes.locked", { name }) : name;
    const into = track.kind === "truth" ? text(active ? "lanes.active" : "lanes.activate") : "";
    element.title = [text(`lanes.kind.${track.kind}`, { name }), into].join("\n").trim();
    if (track.kind === "truth") element.addEventListener("click", () => this.#onTruth(track));
    return element;
  }
}
