import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Hono } from "hono";
import type { VideoSource } from "#domain/videos.ts";
import type { ProjectStore } from "../../store/api.ts";
import { openProjectStore } from "../../store/open.ts";
import { finish, format, glove, inProjectFolder, newCapture } from "../../store/testing/fixtures.ts";
import { VideoDesk } from "../videoDesk.ts";
import { addVideoRoutes } from "../videoRoutes.ts";

/** A project with one finished capture, its desk of videos, and what a page would fetch. */
export interface VideoRig {
  /** The project's folder; files for attaching may lie beside it. */
  readonly folder: string;
  readonly captureId: string;
  readonly log: string[];
  desk: VideoDesk;
  store: ProjectStore;
  get(path: string, headers?: Record<string, string>, method?: string): Promise<Response>;
  post(path: string, bytes: Uint8Array<ArrayBuffer>): Promise<Response>;
  /** Begins a video and sends a file's bytes in pieces. */
  send(path: string, options?: { source?: VideoSource; pieceBytes?: number }): Promise<string>;
  /** As when the studio ends, or dies, and is started again. */
  reopen(): Promise<void>;
}

export function withVideos(story: (rig: VideoRig) => Promise<void>): Promise<void> {
  return inProjectFolder(async (folder) => {
    const rig = await openRig(folder);
    try {
      await story(rig);
    } finally {
      await rig.desk.close();
      await rig.store.close();
    }
  });
}

async function openRig(folder: string): Promise<VideoRig> {
  const log: string[] = [];
  const store = await openProjectStore(folder, { create: true });
  const { id: captureId } = await finish(await store.begin(newCapture("Jab 01", glove("left", format(6)))));
  const app = new Hono();
  const makeDesk = () => new VideoDesk({ requireStore: () => rig.store, log: (message) => log.push(message) });
  const rig: VideoRig = {
    folder,
    captureId,
    log,
    store,
    desk: undefined as never,
    get: async (path, headers = {}, method = "GET") => app.request(`/${path}`, { headers, method }),
    post: async (path, body) => app.request(`/${path}`, { method: "POST", body }),
    async send(path, { source = "attached", pieceBytes = 1_000 } = {}) {
      const videoId = await rig.desk.begin({ captureId, name: "Ring side", source, sync: null });
      const bytes = await readFile(path);
      for (let at = 0; at < bytes.length; at += pieceBytes) {
        await rig.desk.append(videoId, at, bytes.subarray(at, at + pieceBytes));
      }
      return videoId;
    },
    async reopen() {
      await rig.desk.close();
      await rig.store.close();
      rig.store = await openProjectStore(folder);
      rig.desk = makeDesk();
      rig.desk.salvage();
      await rig.desk.close();
    },
  };
  rig.desk = makeDesk();
  addVideoRoutes(app, new Proxy(rig.desk, { get: (_, name) => bound(rig.desk, name) }));
  return rig;
}

/** The routes speak to whatever desk the rig has now. */
function bound(desk: VideoDesk, name: string | symbol): unknown {
  const member = Reflect.get(desk, name) as unknown;
  return typeof member === "function" ? member.bind(desk) : member;
}

/** A path beside the project, for what is to be attached. */
export function beside(rig: VideoRig, file: string): string {
  return join(rig.folder, "..", file);
}
