import { type TextKey, text } from "../../ui/text.ts";
import type { App } from "../app.ts";
import type { Place } from "../stores/shell.ts";

/** One thing that the user can do. Menus, keys, the palette and the key sheet are all made from these. */
export interface Command {
  readonly id: string;
  readonly words: TextKey;
  /** What the words name, e.g. a label of the project. */
  readonly values?: Readonly<Record<string, string>>;
  readonly section: TextKey;
  /** As printed on keys: `Ctrl+K`, `R`, `F2`, `Shift+F`, `?`. The first is the one that is shown. */
  readonly keys: readonly string[];
  /** Where it can be used. Two commands may share a key only where their places never meet. */
  readonly places: readonly Place["at"][];
  /** True where holding the key does it again and again. */
  readonly repeats?: boolean;
  /** Whether it can be done right now; always, where it does not say. */
  enabled?(app: App): boolean;
  run(app: App): void;
  /** The key that ran it is let go. */
  release?(app: App): void;
}

export const EVERYWHERE: readonly Place["at"][] = [
  "start",
  "capture",
  "captures",
  "open",
  "compare",
  "train",
  "validate",
  "deploy",
  "round",
];

export function isAvailable(command: Command, app: App): boolean {
  return command.places.includes(app.shell.store.getState().place.at) && (command.enabled?.(app) ?? true);
}

export function wordsOf({ words, values }: Command): string {
  return text(words, values);
}
