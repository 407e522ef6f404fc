import { useEffect, useState } from "react";

/** Takes the first file that is dropped on the page. Returns whether one is being dragged over it now. */
export function useFileDrop(onFile: (file: File) => void): boolean {
  const [dragging, setDragging] = useState(false);
  useEffect(() => {
    const stop = new AbortController();
    const { signal } = stop;
    // Entering a child comes before leaving its parent: the page is left when all that was entered is.
    let inside = 0;
    const set = (count: number) => {
      inside = Math.max(0, count);
      setDragging(inside > 0);
    };
    const on = (name: "dragenter" | "dragover" | "dragleave" | "drop", act: (event: DragEvent) => void) =>
      document.addEventListener(
        name,
        (event) => {
          if (!event.dataTransfer?.types.includes("Files")) return;
          // Without this the browser leaves the studio and opens the file.
          event.preventDefault();
          act(event);
        },
        { signal },
      );
    on("dragenter", () => set(inside + 1));
    on("dragover", () => {});
    on("dragleave", () => set(inside - 1));
    on("drop", (event) => {
      set(0);
      const file = event.dataTransfer?.files[0];
      if (file) onFile(file);
    });
    return () => stop.abort();
  }, [onFile]);
  return dragging;
}
