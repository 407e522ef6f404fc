import type { Hono } from "hono";
import { ProblemError } from "#domain/problems.ts";
import type { ProjectStore } from "../store/api.ts";
import { packZip } from "./formFiles.ts";
import { type MadePack, makePack, packModel } from "./makePack.ts";

/** Answers the files of packs (contract/bulk.ts). A refusal's text is the code of its problem. */
export function addPackRoutes(app: Hono, openStore: () => ProjectStore | null): void {
  app.get("/bulk/packs/:model/zip", (c) =>
    answer(openStore(), c.req.param("model"), (made) =>
      attachment(packZip(made), `${made.pack.identifier}.zip`, "application/zip"),
    ),
  );
  app.get("/bulk/packs/:model/files/*", (c) =>
    answer(openStore(), c.req.param("model"), (made) => {
      // Only a path of this very list is a file; it never becomes a path of the disk. None holds what a URL would escape.
      const path = new URL(c.req.url).pathname.split("/files/").slice(1).join("/files/");
      const text = made.files.get(path);
      if (text === undefined) return notFound();
      return attachment(text, path.slice(path.lastIndexOf("/") + 1), "text/plain; charset=utf-8");
    }),
  );
}

async function answer(
  store: ProjectStore | null,
  modelId: string,
  respond: (made: MadePack) => Response,
): Promise<Response> {
  if (store === null) return notFound();
  try {
    return respond(makePack(await packModel(store, modelId)));
  } catch (error) {
    if (error instanceof ProblemError) return new Response(error.problem.code, { status: 404 });
    throw error;
  }
}

function attachment(body: string | Uint8Array<ArrayBuffer>, name: string, type: string): Response {
  return new Response(body, {
    headers: {
      "content-type": type,
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "no-store",
    },
  });
}

function notFound(): Response {
  return new Response(null, { status: 404 });
}
