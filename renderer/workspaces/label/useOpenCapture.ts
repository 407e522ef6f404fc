import { useEffect, useState } from "react";
import type { Studio } from "#contract/contract.ts";
import type { CaptureDetail } from "#domain/captures.ts";
import type { Problem } from "#domain/problems.ts";
import { calm } from "../../app/ask.ts";

export type OpenCapture =
  | { readonly state: "loading" }
  | { readonly state: "failed"; readonly problem: Problem }
  | { readonly state: "here"; readonly capture: CaptureDetail };

/** A capture that grows is read again no more often than this. */
const GROWING_MS = 1000;

/** A capture, read again whenever the host says that it changed, and while it is being recorded. */
export function useOpenCapture(studio: Studio, captureId: string): OpenCapture {
  const [open, setOpen] = useState<OpenCapture>({ state: "loading" });
  useEffect(() => {
    let here = true;
    let readMs = 0;
    setOpen({ state: "loading" });
    const read = async () => {
      readMs = performance.now();
      const outcome = await calm(studio.call("capture.get", { captureId }));
      if (!here || outcome === undefined) return;
      if (!outcome.ok) setOpen({ state: "failed", problem: outcome.problem });
      else setOpen({ state: "here", capture: outcome.value });
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
