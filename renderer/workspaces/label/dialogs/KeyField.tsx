import { nameOf } from "../../../app/commands/keys.ts";
import { TextField } from "../../../ui/TextField.tsx";
import { text } from "../../../ui/text.ts";

interface Props {
  readonly label: string;
  readonly value: string | null;
  readonly error: string | undefined;
  readonly onChange: (key: string | null) => void;
}

/** Keys that go on with the dialog, and those that only change others. */
const NOT_KEYS = new Set([
  "Tab",
  "Shift+Tab",
  "Escape",
  "Enter",
  "Shift+Shift",
  "Ctrl+Control",
  "Alt+Alt",
  "Ctrl+Meta",
]);
const NO_KEY = new Set(["Delete", "Backspace"]);

/** Takes the next key that is pressed; Delete takes none. */
export function KeyField({ label, value, error, onChange }: Props) {
  return (
    <TextField
      aria-label={label}
      placeholder={text("scheme.noKey")}
      value={value ?? ""}
      error={error}
      onKeyDown={(event) => {
        const key = nameOf(event);
        if (NOT_KEYS.has(key)) return;
        event.preventDefault();
        // Alt belongs to the browser, and a key with Ctrl to commands.
        if (!key.includes("Alt+") && !key.startsWith("Ctrl+")) onChange(NO_KEY.has(key) ? null : key);
      }}
    />
  );
}
