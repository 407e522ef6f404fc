import { useState } from "react";
import { TextField } from "../../../ui/TextField.tsx";

interface Props {
  readonly label: string;
  readonly value: string;
  /** What is wrong with what was typed; null where nothing is. */
  readonly check: (words: string) => string | null;
  readonly onTake: (words: string) => void;
  readonly isDisabled?: boolean;
}

/** A field that is checked as it is typed and taken with Enter or on leaving; Escape puts it back. */
export function TypedField({ label, value, check, onTake, isDisabled = false }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  const error = typed === null ? null : check(typed);
  const take = () => {
    if (typed !== null && typed.trim() !== value && error === null) onTake(typed.trim());
    setTyped(null);
  };
  return (
    <TextField
      label={label}
      value={typed ?? value}
      onChange={setTyped}
      onBlur={take}
      isDisabled={isDisabled}
      error={error ?? undefined}
      onKeyDown={(event) => {
        if (event.key === "Enter" && error === null) take();
        else if (event.key === "Escape") setTyped(null);
        else return;
        event.preventDefault();
      }}
    />
  );
}
