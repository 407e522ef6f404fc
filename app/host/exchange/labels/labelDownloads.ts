import { randomUUID } from "node:crypto";
import { strToU8, zipSync } from "fflate";
import type { Hono } from "hono";
import type { LabelFormat } from "#domain/labeling/labelFiles.ts";
import type { ProjectStore } from "../../store/api.ts";
import { safeName } from "../freeFile.ts";
import { labelFile } from "./files.ts";

interface Download {
  readonly fileName: string;
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const TYPE: Readonly<Record<LabelFormat, string>> = {
  csv: "text/csv; charset=utf-8",
  txt: "text/plain; charset=utf-8",
  eaf: "application/xml; charset=utf-8",
};

/** A page fetches what it asked for at once; a few windows may do so together. */
const KEPT = 4;

/** Files of labels that pages are about to fetch, in memory. */
export class LabelDownloads {
  readonly #downloads = new Map<string, Download>();

  /** One capture as its file, several as a zip. @throws ProblemError capture.notFound */
  async make(store: ProjectStore, captureIds: readonly string[], format: LabelFormat) {
    const files = new Map<string, Uint8Array<ArrayBuffer>>();
    for (const captureId of captureIds) {
      const { name, text } = await labelFile(store, captureId, format, null);
      files.set(freeName(files, safeName(name), format), strToU8(text));
    }
    const [[only, bytes] = ["", new Uint8Array()]] = files;
    const download: Download =
      files.size === 1
        ? { fileName: only, type: TYPE[format], bytes }
        : { fileName: "labels.zip", type: "application/zip", bytes: zipSync(Object.fromEntries(files)) };
    const exportId = randomUUID();
    this.#downloads.set(exportId, download);
    for (const id of [...this.#downloads.keys()].slice(0, -KEPT)) this.#downloads.delete(id);
    return { exportId, fileName: download.fileName, bytes: download.bytes.length };
  }

  /** Answers bulkPaths.labelFile. */
  addRoutes(app: Hono): void {
    app.get("/bulk/labels/:export", (c) => {
      const download = this.#downloads.get(c.req.param("export"));
      if (download === undefined) return c.notFound();
      const { fileName, type, bytes } = download;
      const plain = fileName.replace(/[^\u0020-\u007e]/g, "_");
      return c.body(bytes, 200, {
        "content-type": type,
        "content-disposition": `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(fileName)}`,
        "cache-control": "no-store",
      });
    });
  }
}

/** Names differ where captures' names do, but what no file may hold has become the same sign in all. */
function freeName(taken: ReadonlyMap<string, unknown>, name: string, format: LabelFormat): string {
  for (let times = 1; ; times++) {
    const fileName = times === 1 ? `${name}.${format}` : `${name} (${times}).${format}`;
    if (!taken.has(fileName)) return fileName;
  }
}
