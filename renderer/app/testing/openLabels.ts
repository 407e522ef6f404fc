import { vi } from "vitest";
import type { Track } from "#domain/labeling/segments.ts";
import { segmentOf } from "#domain/labeling/testSegments.ts";
import { LabelDoc } from "../../labels/labelDoc.ts";
import { FakeLabelHost } from "../../labels/testing/fakeLabelHost.ts";
import type { Timeline } from "../../timeline/index.ts";
import { labelScheme } from "../../ui/labels.ts";
import { labelSession } from "../../workspaces/label/session.ts";
import { type App, createApp } from "../app.ts";
import { listenForKeys } from "../commands/keys.ts";
import { commandsNow } from "../commands/table.ts";
import { FakeStudio } from "../studio/fakeStudio.ts";
import { PROJECT } from "./showApp.tsx";

export const CAPTURE = "00000000-0000-4000-8000-000000000001";
export const S = 1_000_000;

/** A segment of the left glove between two seconds. */
export const at = (startS: number, endS: number, more = {}) => segmentOf(startS * S, endS * S, more);

class FakeTimeline {
  limits = { startUs: 0, endUs: 60 * S };
  playheadUs = 0;
  view = { startUs: 0, endUs: 10 * S };
  range: { startUs: number; endUs: number } | null = null;
  readonly #listeners = new Set<() => void>();
  goTo(timeUs: number) {
    this.playheadUs = timeUs;
    for (const listener of this.#listeners) listener();
  }
  show() {}
  subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}

export interface OpenLabels {
  readonly app: App;
  readonly studio: FakeStudio;
  readonly doc: LabelDoc;
  readonly host: FakeLabelHost;
  readonly timeline: FakeTimeline;
}

let stop = () => {};

/** A capture that is open with these tracks, and the keys of the studio on it. */
export async function openLabels(...tracks: Track[]): Promise<OpenLabels> {
  stop();
  const host = new FakeLabelHost(CAPTURE, tracks);
  const page = host.page();
  const doc = new LabelDoc({
    studio: page,
    captureId: CAPTURE,
    scheme: labelScheme,
    onRefused: vi.fn(),
    onFailure: vi.fn(),
  });
  void doc.load();
  await host.drain();
  const timeline = new FakeTimeline();
  labelSession.setState({
    labels: doc,
    timeline: timeline as unknown as Timeline,
    hand: "left",
    begunUs: null,
    player: null,
    live: null,
    suggestions: null,
    dialog: null,
  });
  const studio = new FakeStudio();
  const app = createApp(studio, window);
  app.project.store.setState({ open: PROJECT });
  app.shell.go({ at: "open", captureId: CAPTURE });
  stop = listenForKeys(app, commandsNow, window);
  return { app, studio, doc, host, timeline };
}

/** Presses keys one after the other, each as the command table writes it. */
export function press(...keys: string[]): void {
  for (const each of keys) {
    const parts = each.split("+");
    const more = { ctrlKey: parts.includes("Ctrl"), shiftKey: parts.includes("Shift"), code: each };
    const init = { key: parts.at(-1)!, bubbles: true, cancelable: true, ...more };
    document.body.dispatchEvent(new KeyboardEvent("keydown", init));
    document.body.dispatchEvent(new KeyboardEvent("keyup", init));
  }
}
