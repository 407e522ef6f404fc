import { useState } from "react";

/** A word that this browser remembers under a key, e.g. which tab was shown last; null until it is set. */
export function useStored(key: string): readonly [string | null, (value: string) => void] {
  const [value, setValue] = useState(() => localStorage.getItem(key));
  return [
    value,
    (next) => {
      localStorage.setItem(key, next);
      setValue(next);
    },
  ];
}
