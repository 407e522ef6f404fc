import { createStore } from "zustand/vanilla";

const KEY = "ringside.snapping";

/** Whether dragged edges snap: on until the user turns it off, for good. */
export const snapping = createStore<{ readonly on: boolean }>(() => ({ on: localStorage.getItem(KEY) !== "off" }));

export function toggleSnapping(): void {
  const on = !snapping.getState().on;
  localStorage.setItem(KEY, on ? "on" : "off");
  snapping.setState({ on });
}
