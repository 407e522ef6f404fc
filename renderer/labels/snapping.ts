import { createStore } from "zustand/vanilla";

const KEY = "ringside.snapping";

/** The command table is read without a page as well, where nothing is remembered. */
const remembered = () => globalThis.localStorage?.getItem(KEY);

/** Whether dragged edges snap: on until the user turns it off, for good. */
export const snapping = createStore<{ readonly on: boolean }>(() => ({ on: remembered() !== "off" }));

export function toggleSnapping(): void {
  const on = !snapping.getState().on;
  localStorage.setItem(KEY, on ? "on" : "off");
  snapping.setState({ on });
}
