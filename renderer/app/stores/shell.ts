import { createStore } from "zustand/vanilla";

export type Place =
  | { readonly at: "start" }
  | { readonly at: "capture" }
  | { readonly at: "captures" }
  | { readonly at: "compare" }
  | { readonly at: "train" }
  | { readonly at: "validate" }
  | { readonly at: "deploy" }
  | { readonly at: "round" }
  | { readonly at: "open"; readonly captureId: string };

export type Theme = "dark" | "light";
export type Sheet = "palette" | "help" | "newProject" | "editCaptures" | "bulkPropose" | "bulkAccept" | "bulkRelabel";

export interface ShellState {
  readonly place: Place;
  /** Where one was last in the label workspace: the queue, the capture that was open, the comparison. */
  readonly labelPlace: Place;
  /** Where one was last where models are made and judged. */
  readonly modelPlace: Place;
  readonly theme: Theme;
  /** The one dialog of the frame that is open. */
  readonly sheet: Sheet | null;
  /** False while the host cannot be reached. */
  readonly connected: boolean;
}

const THEME_KEY = "ringside.theme";

/** Places that say nothing more. */
const PLAIN = ["capture", "start", "compare", "train", "validate", "deploy", "round"] as const;

export function placeOf(hash: string): Place {
  const [, at, id] = /^#\/(\w*)\/?(.*)$/s.exec(hash) ?? [];
  if (at === "captures") return id ? placeOfCapture(id) : { at: "captures" };
  if (PLAIN.some((plain) => plain === at)) return { at: at as (typeof PLAIN)[number] };
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

const QUEUE: Place = { at: "captures" };
const isLabel = ({ at }: Place) => at === "captures" || at === "open" || at === "compare";
const isModels = ({ at }: Place) => at === "train" || at === "validate";

/** Where the user is and how the window looks. The place stands in the address, so that back and reload work. */
export function createShell(page: Window) {
  const theme: Theme = page.localStorage.getItem(THEME_KEY) === "light" ? "light" : "dark";
  const first = placeOf(page.location.hash);
  const store = createStore<ShellState>(() => ({
    place: first,
    labelPlace: isLabel(first) ? first : QUEUE,
    modelPlace: isModels(first) ? first : { at: "train" },
    theme,
    sheet: null,
    connected: true,
  }));
  page.document.documentElement.dataset.theme = theme;
  const be = (place: Place) =>
    store.setState({
      place,
      ...(isLabel(place) ? { labelPlace: place } : {}),
      ...(isModels(place) ? { modelPlace: place } : {}),
    });
  page.addEventListener("hashchange", () => be(placeOf(page.location.hash)));

  const go = (place: Place) => {
    be(place);
    page.location.hash = hashOf(place);
  };
  return {
    store,
    go,
    /** To the label workspace: where one was in it last; who is in it already goes to the queue. */
    goToLabel: () => go(isLabel(store.getState().place) ? QUEUE : store.getState().labelPlace),
    /** To where one was last among training and accuracy; who is there goes to the other one. */
    goToModels() {
      const { place, modelPlace } = store.getState();
      go(isModels(place) ? { at: place.at === "train" ? "validate" : "train" } : modelPlace);
    },
    /** The capture that was open is not there any more. */
    leaveCapture() {
      store.setState({ labelPlace: QUEUE });
      if (isLabel(store.getState().place)) go(QUEUE);
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
