import { useEffect, useState } from "react";
import type { Studio } from "#contract/contract.ts";
import type { CaptureDetail } from "#domain/captures.ts";
import type { Problem } from "#domain/problems.ts";
import { calm } from "../../app/ask.ts";
import type { Truth } from "../../timeline/index.ts";

export type OpenCapture =
  | { readonly state: "loading" }
  | { readonly state: "failed"; readonly problem: Problem }
  | { readonly state: "here"; readonly capture: CaptureDetail; readonly truth: Truth };

/** A capture that grows is read again no more often than this. */
const GROWING_MS = 1000;

/** A capture with its truth, read again whenever the host says that it changed, and while it is being recorded. */
export function useOpenCapture(studio: Studio, captureId: string): OpenCapture {
  const [open, setOpen] = useState<OpenCapture>({ state: "loading" });
  useEffect(() => {
    let here = true;
    let readMs = 0;
    setOpen({ state: "loading" });
    const read = async () => {
      readMs = performance.now();
      const [outcome, truth] = await Promise.all([
        calm(studio.call("capture.get", { captureId })),
        calm(studio.call("capture.truth", { captureId })),
      ]);
      if (!here || outcome === undefined) return;
      if (!outcome.ok) setOpen({ state: "failed", problem: outcome.problem });
      else setOpen((before) => ({ state: "here", capture: outcome.value, truth: kept(before, truth ?? []) }));
    };
    const ends = [
      studio.on("capture.changed", ({ captureIds }) => {
        if (captureIds.includes(captureId)) void read();
      }),
      studio.on("recording.changed", (state) => {
        const grows = state.phase === "recording" && state.captureId === captureId;
        if (grows && performance.now() - readMs >= GROWING_MS) void read();
      }),
    ];
    void read();
    return () => {
      here = false;
      for (const end of ends) end();
    };
  }, [studio, captureId]);
  return open;
}

/** The same truth stays the same object, so that the timeline is not built anew for a rename. */
function kept(before: OpenCapture, truth: Truth): Truth {
  return before.state === "here" && JSON.stringify(before.truth) === JSON.stringify(truth) ? before.truth : truth;
}
