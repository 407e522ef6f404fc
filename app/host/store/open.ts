import { constants } from "node:fs";
import { access, mkdir, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { type Problem, ProblemError } from "#domain/problems.ts";
import type { OpenProjectStore } from "./api.ts";
import { MEDIA_FOLDER, PROJECT_ENDING, PROJECT_FILE } from "./projectFiles.ts";
import { StoreThread } from "./storeThread.ts";
import { ThreadStore } from "./threadStore.ts";

/** Opens a project: see api.ts. */
export const openProjectStore: OpenProjectStore = async (folder, { create = false, readOnly = false } = {}) => {
  await checkFolder(folder, create);
  // Both start at once: loading a thread takes longer than opening the project in it.
  const reader = new StoreThread("reader");
  const writer = readOnly ? null : new StoreThread("writer");
  try {
    const reason = writer && (await openWriter(writer, folder));
    if (reason) await writer.close();
    // A medium that cannot be written holds no recording that goes on.
    await reader.call("open", folder, reason?.code === "project.readOnlyFiles");
    const name = basename(folder, PROJECT_ENDING);
    return new ThreadStore(folder, name, reader, reason ? null : writer, reason);
  } catch (error) {
    await Promise.all([reader.close(), writer?.close()]);
    throw error;
  }
};

/** Null where the project may be written, else why not. */
async function openWriter(writer: StoreThread<"writer">, folder: string): Promise<Problem | null> {
  if (!(await writable(folder))) return { code: "project.readOnlyFiles", detail: {} };
  try {
    const holder = await writer.call("open", folder, false);
    return holder && { code: "project.heldByAnother", detail: { ...holder } };
  } catch (error) {
    // A full or failing disk can still be read.
    if (error instanceof ProblemError && error.problem.code.startsWith("disk.")) return error.problem;
    throw error;
  }
}

/** @throws ProblemError project.notFound, project.notAProject, project.noAccess */
async function checkFolder(folder: string, create: boolean): Promise<void> {
  try {
    if (create) await makeFolder(folder);
    if (!(await stat(folder)).isDirectory()) throw new ProblemError("project.notAProject", { folder });
    await access(folder, constants.R_OK | constants.X_OK);
    if (create) return;
    const file = await stat(join(folder, PROJECT_FILE)).catch((error: NodeJS.ErrnoException) => {
      throw error.code === "ENOENT" ? new ProblemError("project.notAProject", { folder }) : error;
    });
    if (!file.isFile()) throw new ProblemError("project.notAProject", { folder });
    await access(join(folder, PROJECT_FILE), constants.R_OK);
  } catch (error) {
    throw folderProblem(error as NodeJS.ErrnoException, folder);
  }
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(join(folder, MEDIA_FOLDER), { recursive: true });
  } catch (error) {
    // This is also what mkdir says on a medium that cannot be written.
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    throw new ProblemError("project.noAccess", { folder }, { cause: error });
  }
}

function folderProblem(error: NodeJS.ErrnoException, folder: string): unknown {
  if (error.code === "ENOENT") return new ProblemError("project.notFound", { folder }, { cause: error });
  if (error.code === "ENOTDIR" || error.code === "EEXIST")
    return new ProblemError("project.notAProject", { folder }, { cause: error });
  if (error.code === "EACCES" || error.code === "EPERM" || error.code === "EROFS")
    return new ProblemError("project.noAccess", { folder }, { cause: error });
  return error;
}

async function writable(folder: string): Promise<boolean> {
  try {
    await access(folder, constants.W_OK);
    const file = join(folder, PROJECT_FILE);
    if (await stat(file).catch(() => null)) await access(file, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
