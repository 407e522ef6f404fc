import { constants, copyFile, mkdir, rm } from "node:fs/promises";
import { extname } from "node:path";
import { ProblemError } from "#domain/problems.ts";
import { freeFile } from "../exchange/freeFile.ts";
import type { VideoDesk } from "./videoDesk.ts";

/**
 * Copies a video's file, as it plays, into a folder (made where missing) under the video's name, and returns its path. No
 * file that is there already is touched.
 * @throws ProblemError video.notFound, export.failed
 */
export async function exportVideo(videos: VideoDesk, videoId: string, folder: string): Promise<string> {
  const { files, file, name } = await videos.file(videoId);
  let path: string | null = null;
  try {
    await mkdir(folder, { recursive: true });
    path = await freeFile(folder, name, extname(file));
    await copyFile(files.path(file), path, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
    return path;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (path !== null && code !== "EEXIST") await rm(path, { force: true });
    throw new ProblemError("export.failed", { file: path ?? folder, message }, { cause: error });
  }
}
