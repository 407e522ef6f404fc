import { randomUUID } from "node:crypto";
import { access, constants, stat } from "node:fs/promises";
import { basename, extname } from "node:path";
import type { Input } from "#contract/contract.ts";
import { ProblemError } from "#domain/problems.ts";
import { UNSYNCED, type VideoSync } from "#domain/sync/video.ts";
import type { Video } from "#domain/videos.ts";
import type { Job } from "../jobs.ts";
import type { ProjectStore } from "../store/api.ts";
import type { StoredVideo } from "../store/videoApi.ts";
import { convert } from "./convert.ts";
import { measure } from "./measure.ts";
import { MediaFiles, sentFile } from "./mediaFiles.ts";
import { Silence } from "./silence.ts";
import { factsOf, sameTimes, takeIn } from "./takeIn.ts";

/**
 * A page that records a camera says every few seconds that it is there, if only with an empty piece. One that was closed
 * or died does not: then what it sent is made whole, although the studio lives on.
 */
const SILENT_MS = 30_000;

export interface VideoPorts {
  /** The open project's. @throws ProblemError project.none */
  requireStore(): ProjectStore;
  log(message: string): void;
  /** The converter; found on the path where unsaid. */
  readonly ffmpeg?: string;
}

/** A video's file, for whoever serves it. */
export interface VideoFile {
  readonly files: MediaFiles;
  readonly file: string;
  readonly name: string;
  readonly mime: string;
  readonly bytes: number;
}

/** The videos of the open project: bytes in, bytes out, and what is known of them. */
export class VideoDesk {
  readonly #ports: VideoPorts;
  readonly #files = new WeakMap<ProjectStore, MediaFiles>();
  /** Finishing one twice at once is finishing it once. */
  readonly #finishing = new Map<string, Promise<Video>>();
  readonly #converting = new Set<Promise<unknown>>();
  readonly #silence = new Silence(SILENT_MS, (videoId) => void this.#finishSilent(videoId));
  /** Nothing new begins before it is known what an earlier studio left. */
  #stockTaken: Promise<unknown> = Promise.resolve();
  #salvaging: Promise<void> = Promise.resolve();

  constructor(ports: VideoPorts) {
    this.#ports = ports;
  }

  list(captureId: string): Promise<Video[]> {
    return this.#store().videos(captureId);
  }

  /** @throws ProblemError capture.notFound, project.readOnly, disk.full, disk.failed */
  async begin({ captureId, name, source, sync }: Input<"video.begin">): Promise<string> {
    const store = this.#store();
    await this.#stockTaken;
    const id = randomUUID();
    const file = sentFile(id);
    await store.changeVideo({ do: "begin", video: { id, captureId, name, source, sync: sync ?? UNSYNCED, file } });
    try {
      await this.#filesOf(store).create(file);
    } catch (error) {
      await store.changeVideo({ do: "drop", videoId: id });
      throw error;
    }
    if (source !== "attached") this.#silence.expect(id);
    return id;
  }

  /**
   * The next bytes of a video that was begun; "hole" where bytes before them are missing.
   * @throws ProblemError video.notFound, video.finished, disk.full, disk.failed
   */
  async append(videoId: string, at: number, bytes: Uint8Array): Promise<"done" | "hole"> {
    const store = this.#store();
    const { state } = await store.video(videoId);
    if (state !== "writing" || this.#finishing.has(videoId)) throw new ProblemError("video.finished");
    this.#silence.heard(videoId);
    return this.#filesOf(store).append(sentFile(videoId), at, bytes);
  }

  /**
   * One that is finished already is answered as it is.
   * @throws ProblemError video.notFound, video.empty, video.unreadable, video.noPicture, disk.full, disk.failed
   */
  async finish(videoId: string, sync: VideoSync | null): Promise<Video> {
    const store = this.#store();
    const video = await store.video(videoId);
    const finished = video.state === "writing" ? await this.#finishOnce(store, video, sync, true) : video;
    if (finished.trouble !== null) throw new ProblemError(finished.trouble);
    return finished;
  }

  /** Does nothing to one that is finished. @throws ProblemError video.notFound */
  async abandon(videoId: string): Promise<void> {
    const store = this.#store();
    const { state } = await store.video(videoId);
    if (state !== "writing" || this.#finishing.has(videoId)) return;
    await this.#drop(store, videoId);
  }

  /** As begin, bytes and finish in one, of a file of this machine. @throws as they do, and video.noFile */
  async attach(captureId: string, path: string): Promise<Video> {
    if (!(await isReadableFile(path))) throw new ProblemError("video.noFile", { path });
    const name = basename(path, extname(path)).slice(0, 200);
    const videoId = await this.begin({ captureId, name, source: "attached", sync: null });
    const store = this.#store();
    try {
      await this.#filesOf(store).copyFrom(path, sentFile(videoId));
      return await this.finish(videoId, null);
    } catch (error) {
      if ((await store.video(videoId).catch(() => null))?.state === "writing") await this.#drop(store, videoId);
      throw error;
    }
  }

  async rename(videoId: string, name: string): Promise<Video> {
    const store = this.#store();
    await store.changeVideo({ do: "rename", videoId, name });
    return store.video(videoId);
  }

  async remove(videoId: string): Promise<void> {
    await this.#store().changeVideo({ do: "remove", videoId });
  }

  async setSync(videoId: string, sync: VideoSync): Promise<Video> {
    const store = this.#store();
    await store.changeVideo({ do: "setSync", videoId, sync });
    return store.video(videoId);
  }

  /**
   * Puts a copy that every browser plays in the place of a video's file, which stays. Every frame keeps its time.
   * @throws ProblemError video.notFound, video.noFfmpeg, video.notConverted, disk.full, job.cancelled
   */
  async convert(videoId: string, job: Pick<Job, "signal" | "progress">): Promise<Video> {
    const store = this.#store();
    const work = this.#stockTaken.then(() => this.#convert(store, videoId, job));
    this.#converting.add(work);
    return work.finally(() => this.#converting.delete(work));
  }

  /** @throws ProblemError project.none, video.notFound (also while its bytes still come) */
  async file(videoId: string): Promise<VideoFile> {
    const store = this.#store();
    const { state, file, name, mime } = await store.video(videoId);
    const files = this.#filesOf(store);
    const bytes = state === "writing" ? null : await files.size(file);
    if (bytes === null) throw new ProblemError("video.notFound", { videoId });
    return { files, file, name, mime, bytes };
  }

  frames(videoId: string): Promise<Float64Array> {
    return this.#store().videoFrames(videoId);
  }

  /**
   * Finishes in the background what a studio that died was recording, up to its last whole piece. A file that was being
   * attached is forgotten: it still lies where it came from.
   */
  salvage(): void {
    const store = this.#store();
    if (store.readOnly) return;
    const found = this.#takeStock(store);
    this.#stockTaken = found;
    this.#salvaging = this.#salvaging.then(async () => {
      for (const video of await found) await this.#salvageOne(store, video);
    });
  }

  /** Waits for what goes on. */
  async close(): Promise<void> {
    this.#silence.close();
    await this.#salvaging;
    await Promise.allSettled([...this.#finishing.values(), ...this.#converting]);
  }

  /** What was not finished when the project was opened; what is left over of other work goes. */
  async #takeStock(store: ProjectStore): Promise<readonly StoredVideo[]> {
    try {
      const unfinished = await store.unfinishedVideos();
      await this.#filesOf(store).sweep(new Set(unfinished.map(({ id }) => sentFile(id))));
      return unfinished;
    } catch (error) {
      this.#note(store, error);
      return [];
    }
  }

  async #salvageOne(store: ProjectStore, video: StoredVideo): Promise<void> {
    try {
      if (video.source === "attached") await this.#drop(store, video.id);
      else await this.#finishOnce(store, video, null, false);
    } catch (error) {
      // Next time again: its bytes are kept.
      this.#note(store, error);
    }
  }

  #note(store: ProjectStore, error: unknown): void {
    this.#ports.log(`videos of ${store.name}: ${error instanceof Error ? error.message : String(error)}`);
  }

  async #finishOnce(store: ProjectStore, { id }: StoredVideo, sync: VideoSync | null, asEdit: boolean): Promise<Video> {
    this.#silence.over(id);
    const known = this.#finishing.get(id);
    if (known !== undefined) return known;
    const work = this.#finishNow(store, id, sync, asEdit).finally(() => this.#finishing.delete(id));
    this.#finishing.set(id, work);
    return work;
  }

  async #finishNow(store: ProjectStore, videoId: string, sync: VideoSync | null, asEdit: boolean): Promise<Video> {
    const files = this.#filesOf(store);
    // A crash may have come between its renaming and the note of it.
    const sent = (await files.find(sentFile(videoId))) ?? (await files.find(videoId));
    if (sent === null || (await files.size(sent)) === 0) {
      await this.#drop(store, videoId);
      throw new ProblemError("video.empty");
    }
    await files.settle(sent);
    const { facts, leftOver } = await takeIn(files, videoId, sent, this.#ports.log);
    await store.changeVideo({ do: "finish", videoId, facts, sync, asEdit });
    if (leftOver !== null) await files.remove(leftOver);
    return store.video(videoId);
  }

  async #convert(store: ProjectStore, videoId: string, job: Pick<Job, "signal" | "progress">): Promise<Video> {
    const before = await store.video(videoId);
    if (before.state === "writing") throw new ProblemError("video.notFound", { videoId });
    const files = this.#filesOf(store);
    const file = `${videoId}.converted.mp4`;
    const made = files.workPath(file);
    try {
      const durationUs = before.durationUs || null;
      await convert(this.#ports.ffmpeg ?? "ffmpeg", files.path(before.file), made, durationUs, job);
      const after = await measure(made);
      if (before.state === "ready" && !sameTimes(await store.videoFrames(videoId), after.frameTimesUs)) {
        throw new ProblemError("video.notConverted", { message: "frame times" });
      }
      await files.keep(file);
      await store.changeVideo({
        do: "replaceFile",
        videoId,
        facts: factsOf(after, file, (await files.size(file)) ?? 0),
      });
    } finally {
      await files.removeWork(file);
    }
    return store.video(videoId);
  }

  /** Its project may have been closed meanwhile: then it is salvaged when that is opened again. */
  async #finishSilent(videoId: string): Promise<void> {
    try {
      const store = this.#store();
      const video = await store.video(videoId);
      if (video.state === "writing") await this.#finishOnce(store, video, null, false);
    } catch (error) {
      this.#ports.log(`silent video ${videoId}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  async #drop(store: ProjectStore, videoId: string): Promise<void> {
    this.#silence.over(videoId);
    await store.changeVideo({ do: "drop", videoId });
    await this.#filesOf(store).remove(sentFile(videoId));
  }

  #store(): ProjectStore {
    return this.#ports.requireStore();
  }

  #filesOf(store: ProjectStore): MediaFiles {
    const known = this.#files.get(store) ?? new MediaFiles(store.folder);
    this.#files.set(store, known);
    return known;
  }
}

async function isReadableFile(path: string): Promise<boolean> {
  try {
    await access(path, constants.R_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
