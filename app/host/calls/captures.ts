import type { captureCalls } from "#contract/captures.ts";
import type { Handlers } from "../api.ts";
import { clapCheck } from "../capture/clapCheck.ts";
import type { ProjectDesk } from "../projects/projectDesk.ts";
import { sent } from "../sent.ts";

const DONE = { ok: true as const, value: undefined };

export function captureHandlers(
  desk: ProjectDesk,
  onProjectChanged: () => Promise<void>,
): Handlers<keyof typeof captureCalls> {
  return {
    "capture.list": async ({ deleted }) => sent((await desk.store?.captures(deleted)) ?? []),
    "capture.get": async ({ captureId }) => ({ ok: true, value: sent(await desk.requireStore().capture(captureId)) }),
    "capture.claps": async ({ captureId }) => {
      const store = desk.requireStore();
      return { ok: true, value: await clapCheck(store, await store.capture(captureId)) };
    },
    "capture.rename": async ({ captureId, name }) => ({
      ok: true,
      value: sent(await desk.requireStore().rename(captureId, name)),
    }),
    "capture.setLabel": async ({ captureIds, label }) => {
      await desk.requireStore().setLabel(captureIds, label);
      return DONE;
    },
    "capture.setMetadata": async ({ captureIds, metadata, label }) => {
      await desk.requireStore().setMetadata(captureIds, metadata, label);
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
    "capture.setReviewed": async ({ captureIds, reviewed }) => {
      await desk.requireStore().setReviewed(captureIds, reviewed);
      return DONE;
    },
    "history.undo": async ({ captureId }) => ({ ok: true, value: (await desk.store?.undo(captureId)) ?? null }),
    "history.redo": async ({ captureId }) => ({ ok: true, value: (await desk.store?.redo(captureId)) ?? null }),
    "history.state": async ({ captureId }) => (await desk.store?.history(captureId)) ?? { undo: null, redo: null },
  };
}
