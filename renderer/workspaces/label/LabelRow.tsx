import { useEffect, useRef, useState } from "react";
import { useStore } from "zustand";
import type { CaptureDetail } from "#domain/captures.ts";
import type { Hand } from "#domain/hands.ts";
import type { Room } from "#domain/labeling/reshape.ts";
import { sampleTimes } from "#domain/labeling/snap.ts";
import { snapping } from "../../labels/snapping.ts";
import { LabelLanes, peakNear } from "../../timeline/index.ts";
import { SegmentMenu } from "./SegmentMenu.tsx";
import { labelSession } from "./session.ts";

/** A stretch is at least this long where there is no glove whose samples say so. */
const SHORTEST_US = 1000;

/** Puts the lanes of the open capture's labels into its timeline, and shows the menu of a segment. */
export function LabelRow({ capture }: { readonly capture: CaptureDetail }) {
  const { timeline, labels } = useStore(labelSession);
  const [menuAt, setMenuAt] = useState<{ readonly x: number; readonly y: number } | null>(null);
  const newest = useRef(capture);
  newest.current = capture;

  useEffect(() => {
    if (timeline === null || labels === null) return;
    const streamOf = (hand: Hand | null) =>
      newest.current.streams.find((stream) => stream.hand === hand) ?? newest.current.streams[0];
    const room = (hand: Hand | null): Room => {
      const stream = streamOf(hand);
      const shortestUs = stream === undefined ? SHORTEST_US : Math.ceil(1e6 / stream.clock.rateHz);
      return { limits: timeline.limits, shortestUs };
    };
    const row = new LabelLanes(timeline, labels, {
      hands: handsOf(newest.current),
      room,
      targets: (hand) => {
        const stream = streamOf(hand);
        return {
          peak: (timeUs, reachUs) => peakNear(timeline.pictures, hand, timeUs, reachUs),
          frame: (timeUs) => labelSession.getState().player?.frameStartsNear(timeUs) ?? [],
          ...(stream === undefined ? {} : { sample: sampleTimes(stream.clock, stream.endIndex) }),
        };
      },
      snaps: () => snapping.getState().on,
      layOut: () => timeline.layOut(),
      onTruth: (track) => labels.setActive(track),
      onMenu: setMenuAt,
    });
    return timeline.addRow(row);
  }, [timeline, labels]);

  return <SegmentMenu at={menuAt} onClose={() => setMenuAt(null)} />;
}

/** Hands of the streams; a glove whose hand nobody said has a lane as well. */
function handsOf({ streams }: CaptureDetail): readonly (Hand | null)[] {
  return streams.length === 0 ? [null] : [...new Set(streams.map(({ hand }) => hand))];
}
