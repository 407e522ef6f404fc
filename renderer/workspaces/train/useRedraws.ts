import { type RefObject, useEffect, useState } from "react";
import { watchTheme } from "../../timeline/core/palette.ts";

/** Counts the reasons to draw anew that are not in the data: size and theme. */
export function useRedraws(element: RefObject<HTMLElement | null>): number {
  const [redraws, setRedraws] = useState(0);
  useEffect(() => {
    const again = () => setRedraws((count) => count + 1);
    const observer = new ResizeObserver(again);
    observer.observe(element.current!);
    const unwatch = watchTheme(again);
    return () => {
      observer.disconnect();
      unwatch();
    };
  }, [element]);
  return redraws;
}
