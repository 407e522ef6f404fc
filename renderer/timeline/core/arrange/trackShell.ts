import { text } from "../../../ui/text.ts";

/** The elements of one track: a header with names, a menu button and an edge to pull, and the plot beside it. */
export class TrackShell {
  readonly element = document.createElement("div");
  readonly header = document.createElement("div");
  readonly plot = document.createElement("div");
  readonly menu = document.createElement("button");
  readonly grip = document.createElement("div");
  readonly #note = document.createElement("div");

  /** @param name read out with the menu button */
  constructor(name: string, openMenu: () => void) {
    this.element.className = "track";
    this.header.className = "header";
    this.plot.className = "plot";
    this.menu.type = "button";
    this.menu.className = "trackMenu";
    this.menu.textContent = "⋯";
    this.menu.setAttribute("aria-label", text("timeline.track.menuOf", { name }));
    this.menu.setAttribute("aria-haspopup", "menu");
    this.menu.addEventListener("click", openMenu);
    this.grip.className = "grip";
    this.grip.title = text("timeline.track.grip");
    this.#note.className = "trackNote";
    this.#note.hidden = true;
    this.header.append(this.menu);
    this.plot.append(this.#note);
    this.element.append(this.header, this.plot, this.grip);
  }

  /** A word over the plot about what is still coming; null for none. */
  note(words: string | null): void {
    this.#note.hidden = words === null;
    if (words !== null && this.#note.textContent !== words) this.#note.textContent = words;
  }
}
