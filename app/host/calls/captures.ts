import type { captureCalls } from "#contract/captures.ts";
import type { Handlers } from "../api.ts";
import type { ProjectDesk } from "../projects/projectDesk.ts";
import { sent } from "../sent.ts";

const DONE = { ok: true as const, value: undefined };

export function captureHandlers(
  desk: ProjectDesk,
  onProjectChanged: () => Promise<void>,
): Omit<Handlers<keyof typeof captureCalls>, "capture.setReviewed"> {
  return {
    "capture.list": async ({ deleted }) => sent((await desk.store?.captures(deleted)) ?? []),
    "capture.get": async ({ captureId }) => ({ ok: true, value: sent(await desk.requireStore().capture(captureId)) }),
    "capture.rename": async ({ captureId, name }) => ({
      ok: true,
      value: sent(await desk.requireStore().rename(captureId, name)),
    }),
    "capture.setLabel": async ({ captureIds, label }) => {
      await desk.requireStore().setLabel(captureIds, label);
      return DONE;
    },
    "capture.setMetadata": async ({ captureIds, metadata }) => {
      await desk.requireStore().setMetadata(captureIds, metadata);
      return DONE;
    },
    "capture.delete": async ({ captureIds }) => {
      await desk.requireStore().setDeleted(captureIds, true);
      return DONE;
    },
    "capture.restore": async ({ captureIds }) => {
      await desk.requireStore().setDeleted(captureIds, false);
      return DONE;
    },
    "capture.settle": async ({ captureId, decision }) => {
      await desk.requireStore().settle(captureId, decision);
      await onProjectChanged();
      return DONE;
    },
    "capture.truth": async ({ captureId }) => sent((await desk.store?.segments(captureId, "truth")) ?? []),
    "history.undo": async () => ({ ok: true, value: (await desk.store?.undo()) ?? null }),
    "history.redo": async () => ({ ok: true, value: (await desk.store?.redo()) ?? null }),
    "history.state": async () => (await desk.store?.history()) ?? { undo: null, redo: null },
  };
}
