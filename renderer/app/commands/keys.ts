import type { App } from "../app.ts";
import { type Command, isAvailable } from "./command.ts";

export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** How a key press is written in the command table. Shift is told only where the key itself does not show it. */
export function nameOf({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyPress): string {
  const base = key === " " ? "Space" : key.length === 1 ? key.toUpperCase() : key;
  const showsShift = key.length === 1 && key.toLowerCase() === key.toUpperCase();
  const parts = [ctrlKey || metaKey ? "Ctrl" : "", altKey ? "Alt" : "", shiftKey && !showsShift ? "Shift" : "", base];
  return parts.filter(Boolean).join("+");
}

const TEXT_FIELD = 'input:not([type="checkbox"], [type="radio"]), textarea, [contenteditable="true"]';
/** While one of these has the focus, keys belong to it: a menu that is open must not let undo through. */
const OWN_KEYS = '[role="dialog"], [role="menu"], [role="listbox"], [role="alertdialog"]';
/** Keys with which a focused control does its own thing. */
const CONTROL_KEYS = new Set(["Enter", "Space"]);
const CONTROL = 'button, a, [role="button"], [role="row"], [role="gridcell"], [role="tab"], input';

/** Whether a key press may become a command, given where the focus is. Keys with Ctrl and F-keys pass text fields. */
export function mayAct(name: string, target: Element | null): boolean {
  if (target?.closest(OWN_KEYS)) return false;
  if (target?.closest(TEXT_FIELD)) return /^F\d+$/.test(name) || (name.startsWith("Ctrl+") && !EDITING.has(name));
  if (WALKING.has(name)) return target === null || target.matches("body, .timeline");
  return !(CONTROL_KEYS.has(name) && target?.closest(CONTROL));
}

/** Whoever walks through the controls goes on doing so; only with the focus on none of them are these keys free. */
const WALKING = new Set(["Tab", "Shift+Tab"]);

/** What a text field itself does with Ctrl. */
const EDITING = new Set(["Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+Y", "Ctrl+A", "Ctrl+C", "Ctrl+V", "Ctrl+X"]);

/** Listens for the keys of the table. Returns what stops it. */
export function listenForKeys(app: App, commands: () => readonly Command[], page: Window): () => void {
  const held = new Map<string, Command>();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return;
    const name = nameOf(event);
    if (!mayAct(name, event.target instanceof Element ? event.target : null)) return;
    const command = commands().find((each) => each.keys.includes(name) && isAvailable(each, app));
    if (command === undefined) return;
    event.preventDefault();
    if (event.repeat && !command.repeats) return;
    if (command.release) held.set(event.code, command);
    command.run(app);
  };
  // Whatever has the focus by then, and whatever else is held: the key is the same.
  const onKeyUp = ({ code }: Pick<KeyboardEvent, "code">) => {
    held.get(code)?.release?.(app);
    held.delete(code);
  };
  // A key that is let go in another window is not heard of.
  const onBlur = () => {
    for (const code of [...held.keys()]) onKeyUp({ code });
  };
  // Before the control that has the focus: one that takes Enter takes it with Ctrl too, and the key would never come here.
  const onCtrl = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.key !== "Enter") return;
    onKeyDown(event);
    if (event.defaultPrevented) event.stopPropagation();
  };
  page.addEventListener("keydown", onCtrl, true);
  page.addEventListener("keydown", onKeyDown);
  page.addEventListener("keyup", onKeyUp);
  page.addEventListener("blur", onBlur);
  return () => {
    page.removeEventListener("keydown", onCtrl, true);
    page.removeEventListener("keydown", onKeyDown);
    page.removeEventListener("keyup", onKeyUp);
    page.removeEventListener("blur", onBlur);
  };
}
