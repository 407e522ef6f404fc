import type { labelCalls } from "#contract/labels.ts";
import { USUAL_SCHEME } from "#domain/labeling/scheme.ts";
import type { Handlers } from "../api.ts";
import type { ProjectDesk } from "../projects/projectDesk.ts";
import { sent } from "../sent.ts";

export function labelHandlers(desk: ProjectDesk): Handlers<keyof typeof labelCalls> {
  return {
    "label.tracks": async ({ captureId }) => ({ ok: true, value: sent(await desk.requireStore().tracks(captureId)) }),
    "label.edit": async ({ captureId, name, changes, pageId }) => ({
      ok: true,
      value: await desk.requireStore().editLabels(captureId, name, changes, pageId),
    }),
    "label.accept": async ({ captureIds, from, into, label }) => ({
      ok: true,
      value: await desk.requireStore().acceptTracks(captureIds, from, into, label),
    }),
    "label.relabel": async ({ captureIds, from, to }) => ({
      ok: true,
      value: { changed: await desk.requireStore().relabel(captureIds, from, to) },
    }),
    "label.clear": async ({ captureIds, kind, track }) => ({
      ok: true,
      value: { removed: await desk.requireStore().clear(captureIds, kind, track) },
    }),
    "scheme.get": async () => sent((await desk.store?.scheme()) ?? USUAL_SCHEME),
    "scheme.set": async ({ scheme, renames }) => ({
      ok: true,
      value: await desk.requireStore().setScheme(scheme, renames),
    }),
  };
}
