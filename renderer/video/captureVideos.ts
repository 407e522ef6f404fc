import { createStore } from "zustand/vanilla";
import type { Studio } from "#contract/contract.ts";
import type { VideoSync } from "#domain/sync/video.ts";
import type { Video } from "#domain/videos.ts";
import { ask, calm, done } from "../app/ask.ts";
import { cancelJob, onShare } from "../app/job.ts";
import { sayUndoable } from "../app/stores/sayUndoable.ts";
import { say } from "../ui/Toast.tsx";
import { text } from "../ui/text.ts";
import { sendVideo } from "./sendVideo.ts";

export interface VideosState {
  /** The capture's videos; undefined until they were read. Those that are still being written are not listed. */
  readonly videos: readonly Video[] | undefined;
  /** Ids of the one or two videos in the panel, the leading one first. */
  readonly shown: readonly string[];
  /** Whether the panel above the timeline is open. */
  readonly open: boolean;
  /** The file that is on its way. `sent` equals `of` while the host measures it. */
  readonly sending: { readonly name: string; readonly sent: number; readonly of: number } | null;
  readonly converting: { readonly videoId: string; readonly share: number | null } | null;
  /** A sync that is looked at and not kept: the search found it. */
  readonly preview: { readonly videoId: string; readonly sync: VideoSync } | null;
}

const OPEN_KEY = "ringside.video.panel";

/** The videos of the open capture, which of them are shown, and what is being done with them. */
export function createCaptureVideos(studio: Studio, captureId: string) {
  const store = createStore<VideosState>(() => ({
    videos: undefined,
    shown: [],
    open: localStorage.getItem(OPEN_KEY) !== "closed",
    sending: null,
    converting: null,
    preview: null,
  }));
  let sending: AbortController | null = null;
  let jobId: string | null = null;
  let closed = false;

  const read = async () => {
    const videos = (await ask(studio.call("video.list", { captureId })))?.filter((video) => video.state !== "writing");
    if (videos === undefined || closed) return;
    store.setState(({ shown, preview }) => {
      const alive = shown.filter((id) => videos.some((video) => video.id === id));
      const first = videos.find((video) => video.state === "ready") ?? videos[0];
      const chosen = alive.length > 0 || first === undefined ? alive : [first.id];
      return { videos, shown: chosen, preview: videos.some(({ id }) => id === preview?.videoId) ? preview : null };
    });
  };
  const ends = [
    studio.on("video.changed", (changed) => {
      if (changed.captureId === captureId) void read();
    }),
    onShare(studio, (id, share) => {
      if (id === jobId) store.setState(({ converting }) => ({ converting: converting && { ...converting, share } }));
    }),
  ];
  void read();

  const setOpen = (open: boolean) => {
    localStorage.setItem(OPEN_KEY, open ? "open" : "closed");
    store.setState({ open });
  };
  const attach = async (file: File) => {
    if (store.getState().sending !== null) return say({ words: text("video.sending.one"), danger: true });
    sending = new AbortController();
    setOpen(true);
    const progress = (sent: number) => store.setState({ sending: { name: file.name, sent, of: file.size } });
    progress(0);
    const { signal } = sending;
    const outcome = await calm(sendVideo(studio, captureId, file, { onProgress: progress, signal }));
    store.setState({ sending: null });
    const video = outcome && (await ask(Promise.resolve(outcome)));
    await read();
    if (video !== undefined && video !== null) store.setState({ shown: [video.id] });
  };

  return {
    store,
    captureId,
    attach,
    setOpen,
    cancelAttach: () => sending?.abort(),
    /** Shows a video in the panel, alone or as the leading one of two. */
    lead(videoId: string) {
      store.setState(({ shown }) => ({
        shown: shown.length < 2 ? [videoId] : [videoId, ...shown.filter((id) => id !== videoId)].slice(0, 2),
      }));
    },
    /** Puts another video beside the leading one; null takes it away. */
    beside(videoId: string | null) {
      store.setState(({ shown }) => ({ shown: [...shown.slice(0, 1), ...(videoId === null ? [] : [videoId])] }));
    },
    async rename(videoId: string, name: string) {
      if (name.trim() !== "") await ask(studio.call("video.rename", { videoId, name }));
    },
    async remove({ id, name }: Video) {
      if (!(await done(studio.call("video.remove", { videoId: id })))) return;
      const undo = () => void ask(studio.call("history.undo", { captureId }));
      await sayUndoable(studio, captureId, text("video.removed", { name }), undo);
    },
    /** One undo step. Says nothing where it went well: the picture shows it. */
    async setSync(videoId: string, sync: VideoSync) {
      // Shown at once; the host's answer then says the same.
      store.setState({ preview: { videoId, sync } });
      await ask(studio.call("video.setSync", { videoId, sync: { ...sync, anchors: [...sync.anchors] } }));
      await read();
      store.setState({ preview: null });
    },
    preview(preview: VideosState["preview"]) {
      store.setState({ preview });
    },
    async convert(videoId: string) {
      jobId = crypto.randomUUID();
      store.setState({ converting: { videoId, share: null } });
      await ask(studio.call("video.convert", { videoId, jobId }));
      store.setState({ converting: null });
      await read();
    },
    cancelConvert() {
      if (jobId !== null) void cancelJob(studio, { jobId });
    },
    close() {
      closed = true;
      sending?.abort();
      for (const end of ends) end();
    },
  };
}
export type CaptureVideos = ReturnType<typeof createCaptureVideos>;

/** The sync that counts on the screen. */
export function syncOf(video: Video, { preview }: VideosState): VideoSync {
  return preview?.videoId === video.id ? preview.sync : video.sync;
}
