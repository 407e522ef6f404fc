import type { Hono } from "hono";
import { ProblemError } from "#domain/problems.ts";
import type { ProjectStore } from "../../store/api.ts";

/** Answers the networks of models (contract/bulk.ts). A refusal's text is the code of its problem. */
export function addNetworkRoutes(app: Hono, openStore: () => ProjectStore | null): void {
  app.get("/bulk/models/:model/parts/:part/network.tflite", async (c) => {
    const store = openStore();
    if (store === null) return c.notFound();
    try {
      const parts = await store.modelParts(c.req.param("model"));
      const network = parts[Number(c.req.param("part"))]?.network;
      if (!network) return c.notFound();
      return c.body(new Uint8Array(network.tflite), 200, {
        "content-type": "application/octet-stream",
        "content-disposition": 'attachment; filename="network.tflite"',
        "cache-control": "no-store",
      });
    } catch (error) {
      if (error instanceof ProblemError) return c.text(error.problem.code, 404);
      throw error;
    }
  });
}
