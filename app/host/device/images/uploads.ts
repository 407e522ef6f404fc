import type { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { ProblemError } from "#domain/problems.ts";

/** Twice the largest sketch, and room to look at what is no image and say so. */
const LARGEST_BYTES = 4 * 2 ** 20;
/** Who sends more than these without adding them has lost them. */
const KEPT = 4;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Images on their way in: their bytes came, `image.add` has not yet. */
export class Uploads {
  readonly #waiting = new Map<string, Uint8Array>();

  put(upload: string, bytes: Uint8Array): void {
    this.#waiting.delete(upload);
    this.#waiting.set(upload, bytes);
    for (const oldest of [...this.#waiting.keys()].slice(0, -KEPT)) this.#waiting.delete(oldest);
  }

  /** Gives the bytes away. @throws ProblemError image.noUpload */
  take(upload: string): Uint8Array {
    const bytes = this.#waiting.get(upload);
    if (bytes === undefined) throw new ProblemError("image.noUpload");
    this.#waiting.delete(upload);
    return bytes;
  }
}

/** POST of an image's bytes (contract/bulk.ts). */
export function addImageRoutes(app: Hono, uploads: Uploads): void {
  app.post(
    "/bulk/images/:upload",
    bodyLimit({ maxSize: LARGEST_BYTES, onError: (c) => c.text("an image is 4 MB at most", 413) }),
    async (c) => {
      const upload = c.req.param("upload");
      if (!UUID.test(upload)) return c.text("this is no name for an upload", 400);
      uploads.put(upload, new Uint8Array(await c.req.arrayBuffer()));
      return c.body(null, 204);
    },
  );
}
