import { createStore } from "zustand/vanilla";

export type Place =
  | { readonly at: "start" }
  | { readonly at: "capture" }
  | { readonly at: "captures" }
  | { readonly at: "compare" }
  | { readonly at: "open"; readonly captureId: string };

export type Theme = "dark" | "light";
export type Sheet = "palette" | "help" | "newProject" | "editCaptures";

export interface ShellState {
  readonly place: Place;
  readonly theme: Theme;
  /** The one dialog of the frame that is open. */
  readonly sheet: Sheet | null;
  /** False while the host cannot be reached. */
  readonly connected: boolean;
}

const THEME_KEY = "ringside.theme";

export function placeOf(hash: string): Place {
  const [, at, id] = /^#\/(\w*)\/?(.*)$/s.exec(hash) ?? [];
  if (at === "captures") return id ? placeOfCapture(id) : { at: "captures" };
  if (at === "capture" || at === "start" || at === "compare") return { at };
  return { at: "capture" };
}

function placeOfCapture(encoded: string): Place {
  try {
    return { at: "open", captureId: decodeURIComponent(encoded) };
  } catch {
    return { at: "captures" };
  }
}

export function hashOf(place: Place): string {
  return place.at === "open" ? `#/captures/${encodeURIComponent(place.captureId)}` : `#/${place.at}`;
}

/** Where the user is and how the window looks. The place stands in the address, so that back and reload work. */
export function createShell(page: Window) {
  const theme: Theme = page.localStorage.getItem(THEME_KEY) === "light" ? "light" : "dark";
  const store = createStore<ShellState>(() => ({
    place: placeOf(page.location.hash),
    theme,
    sheet: null,
    connected: true,
  }));
  page.document.documentElement.dataset.theme = theme;
  page.addEventListener("hashchange", () => store.setState({ place: placeOf(page.location.hash) }));

  return {
    store,
    go(place: Place) {
      store.setState({ place });
      page.location.hash = hashOf(place);
    },
    show(sheet: Sheet | null) {
      store.setState({ sheet });
    },
    toggleTheme() {
      const next: Theme = store.getState().theme === "dark" ? "light" : "dark";
      page.localStorage.setItem(THEME_KEY, next);
      page.document.documentElement.dataset.theme = next;
      store.setState({ theme: next });
    },
  };
}
export type Shell = ReturnType<typeof createShell>;
