import { useEffect } from "react";
import type { CaptureDetail } from "#domain/captures.ts";
import { useApp } from "../../app/app.ts";
import { sayFailure } from "../../app/ask.ts";
import { LabelDoc } from "../../labels/labelDoc.ts";
import { LiveSession } from "../../labels/liveSession.ts";
import { Suggestions } from "../../labels/suggestions.ts";
import { labelScheme } from "../../ui/labels.ts";
import { sayProblem } from "../../ui/Toast.tsx";
import { deskNow, labelSession } from "./session.ts";

/** A millisecond where a capture has no stream. */
const NO_STREAM_HZ = 1000;

/** Opens the labels of a capture for as long as it is shown, and confines undo to them. */
export function useLabels(captureId: string): void {
  const { studio, history } = useApp();
  useEffect(() => {
    const labels = new LabelDoc({
      studio,
      captureId,
      scheme: labelScheme,
      onRefused: sayProblem,
      onFailure: sayFailure,
    });
    const suggestions = new Suggestions(studio, labels);
    labelSession.setState({ labels, suggestions, begunUs: null, dialog: null });
    const release = history.confineTo({ captureId, busy: () => labels.busy, around: (step) => labels.around(step) });
    const endLive = keepLive();
    void labels.load();
    return () => {
      endLive();
      release();
      suggestions.close();
      labels.close();
      labelSession.setState({ labels: null, suggestions: null });
    };
  }, [studio, history, captureId]);
}

/** Whose gloves new segments are of, and how short they may be. */
export function useGloves({ streams }: CaptureDetail): void {
  const hand = streams[0]?.hand ?? null;
  const rateHz = Math.max(...streams.map((stream) => stream.clock.rateHz), streams.length > 0 ? 1 : NO_STREAM_HZ);
  useEffect(() => labelSession.setState({ hand, shortestUs: Math.ceil(1e6 / rateHz) }), [hand, rateHz]);
}

/** Live labels need a player and a timeline: made when both are there, anew when one is another. */
function keepLive(): () => void {
  const make = () => {
    labelSession.getState().live?.close();
    const desk = deskNow();
    const { player } = labelSession.getState();
    labelSession.setState({ live: desk !== null && player !== null ? new LiveSession(desk, player) : null });
  };
  make();
  const end = labelSession.subscribe((now, before) => {
    if (now.timeline !== before.timeline || now.player !== before.player || now.hand !== before.hand) make();
  });
  return () => {
    end();
    labelSession.getState().live?.close();
    labelSession.setState({ live: null });
  };
}
