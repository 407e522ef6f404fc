import type { App } from "../app/app.ts";
import { text } from "../ui/text.ts";
import { presetOf } from "./wish.ts";

/** A name that no model of the project has yet: that of the preset, or of what kind of classifier it is. */
export function usualName(app: Pick<App, "training" | "accuracy">): string {
  const { wish } = app.training.store.getState();
  if (wish === null) return "";
  const preset = presetOf(wish.plan);
  const kind = preset === null ? text(`train.kind.${wish.plan.classifier.kind}`) : text(`train.preset.${preset}`);
  const taken = new Set((app.accuracy.store.getState().models ?? []).map(({ name }) => name));
  for (let number = 1; ; number++) {
    const name = number === 1 ? kind : text("train.numbered", { name: kind, number });
    if (!taken.has(name)) return name;
  }
}
