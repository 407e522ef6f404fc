import { useEffect, useRef, useState } from "react";
import type { Studio } from "#contract/contract.ts";
import type { CaptureDetail } from "#domain/captures.ts";
import { text } from "../ui/text.ts";
import { Timeline } from "./core/timeline.ts";
import { TrackMenu } from "./TrackMenu.tsx";
import type { TrackShortcut } from "./trackEntries.ts";
import "uplot/dist/uPlot.min.css";
import "./timeline.css";
import "./tracks.css";
import "./rows.css";

export interface CaptureTimelineProps {
  readonly studio: Pick<Studio, "fetchBulk">;
  readonly capture: CaptureDetail;
  /** The key of a command on tracks, as the track menu shows it. */
  readonly trackShortcut: (name: TrackShortcut) => string | undefined;
  /** Told the timeline once it stands, and null when it goes: for keys, read-outs and jumps. */
  readonly onTimeline: (timeline: Timeline | null) => void;
}

/** The timeline of one capture. Fills its parent. A newer state of the same capture is taken in without a flash. */
export function CaptureTimeline({ studio, capture, trackShortcut, onTimeline }: CaptureTimelineProps) {
  const host = useRef<HTMLDivElement>(null);
  const held = useRef<Timeline>(null);
  const [standing, setStanding] = useState<Timeline | null>(null);
  const newest = useRef(capture);
  newest.current = capture;
  const shape = capture.streams.map((stream) => stream.id).join();

  // biome-ignore lint/correctness/useExhaustiveDependencies: another capture or other streams are another timeline.
  useEffect(() => {
    const timeline = new Timeline(host.current!, studio, newest.current, localStorage);
    held.current = timeline;
    setStanding(timeline);
    onTimeline(timeline);
    return () => {
      onTimeline(null);
      setStanding(null);
      held.current = null;
      timeline.destroy();
    };
  }, [studio, capture.id, shape, onTimeline]);

  useEffect(() => held.current?.setCapture(capture), [capture]);

  return (
    <>
      <section
        ref={host}
        className="ringside-plot timeline"
        aria-label={text("timeline.name", { name: capture.name })}
      />
      {standing !== null && <TrackMenu timeline={standing} shortcut={trackShortcut} />}
    </>
  );
}
