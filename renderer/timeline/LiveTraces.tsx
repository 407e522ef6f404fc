import { useEffect, useRef } from "react";
import type { Studio } from "#contract/contract.ts";
import { LIVE_SLICE_AT } from "#contract/liveFrame.ts";
import type { StreamFormat } from "#domain/channels.ts";
import { text } from "../ui/text.ts";
import type { FindingMark } from "./core/live/findingLayer.ts";
import { LIVE_WINDOW_S, LiveView } from "./core/live/liveView.ts";
import "uplot/dist/uPlot.min.css";
import "./timeline.css";
import "./tracks.css";

export interface LiveTracesProps {
  readonly studio: Pick<Studio, "onLiveFrame">;
  /** Of the connected device: frames with another key are not ours. */
  readonly liveKey: number;
  readonly format: StreamFormat;
  /** For screen readers: which glove this is. */
  readonly name: string;
  /** As measured; the nominal rate until then. A change of less than 1 % keeps the picture. */
  readonly rateHz?: number | null;
  /** Seconds in the picture, 2..60. */
  readonly windowS?: number;
  /** What was found in the stream. */
  readonly findings?: readonly FindingMark[];
  /** The wheel chose another window. */
  readonly onWindow?: (windowS: number) => void;
  /** Age of the newest sample on the screen, milliseconds, at most four times a second. */
  readonly onLag?: (lagMs: number) => void;
}

const NONE: readonly FindingMark[] = [];

/** The u32 key of the slice in a live frame (contract/slice.ts). */
function keyOf(frame: ArrayBuffer): number {
  return new DataView(frame).getUint32(LIVE_SLICE_AT + 12, true);
}

/** A rate that moves only when it has changed by more than 1 %, so that the picture is not built anew for nothing. */
function useSteadyRate(rateHz: number): number {
  const held = useRef(rateHz);
  if (Math.abs(rateHz - held.current) > 0.01 * held.current) held.current = rateHz;
  return held.current;
}

/** The scrolling picture of one connected device, every sensor a track. Fills its parent. */
export function LiveTraces(props: LiveTracesProps) {
  const { studio, liveKey, format, name, onLag, onWindow, windowS = LIVE_WINDOW_S.usual } = props;
  const host = useRef<HTMLDivElement>(null);
  const rateHz = useSteadyRate(props.rateHz ?? format.nominalRateHz);
  const tellLag = useRef(onLag);
  tellLag.current = onLag;
  const tellWindow = useRef(onWindow);
  tellWindow.current = onWindow;
  const held = useRef<LiveView>(null);
  const wanted = useRef(windowS);
  wanted.current = windowS;
  const { findings = NONE } = props;
  const found = useRef(findings);
  found.current = findings;
  // The format arrives anew with every news of the device; only its content matters.
  const shape = JSON.stringify(format);

  useEffect(() => {
    const view = new LiveView(host.current!, JSON.parse(shape) as StreamFormat, {
      windowS: wanted.current,
      rateHz,
      onWindow: (seconds) => tellWindow.current?.(seconds),
      onLag: (lagMs) => tellLag.current?.(lagMs),
    });
    held.current = view;
    view.showFindings(found.current);
    const end = studio.onLiveFrame((frame) => {
      if (keyOf(frame) === liveKey) view.push(frame);
    });
    return () => {
      end();
      held.current = null;
      view.destroy();
    };
  }, [studio, liveKey, shape, rateHz]);

  useEffect(() => held.current?.setWindow(windowS), [windowS]);

  useEffect(() => held.current?.showFindings(findings), [findings]);

  return <div ref={host} className="ringside-plot live" role="img" aria-label={text("timeline.live.name", { name })} />;
}
