import type { ConnectedDevice } from "#contract/devices.ts";
import type { Tone } from "../../ui/Marks.tsx";

/** A loss that a person should look at: one row in a hundred over the last 10 s. */
const MUCH_LOST = 0.01;

export function linkTone({ state, lossShare }: Pick<ConnectedDevice, "state" | "lossShare">): Tone {
  if (state === "failed") return "danger";
  if (state === "ended") return "neutral";
  if (state === "live") return lossShare > MUCH_LOST ? "danger" : "ok";
  return state === "connecting" ? "accent" : "warning";
}
