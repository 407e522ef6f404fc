import { useCallback, useState } from "react";
import { z } from "zod";

const widths = z.record(z.string(), z.number().positive());
const NARROWEST_PX = 40;

function read(key: string): Readonly<Record<string, number>> {
  try {
    return widths.parse(JSON.parse(localStorage.getItem(key) ?? "{}"));
  } catch {
    return {};
  }
}

/** Widths that a person has given to columns of the table `name`, remembered. */
export function useColumnWidths(name: string) {
  const key = `ringside.columns.${name}`;
  const [given, setGiven] = useState(() => read(key));
  const setWidth = useCallback(
    (column: string, widthPx: number) =>
      setGiven((before) => {
        const next = { ...before, [column]: Math.max(NARROWEST_PX, Math.round(widthPx)) };
        localStorage.setItem(key, JSON.stringify(next));
        return next;
      }),
    [key],
  );
  return { given, setWidth };
}
