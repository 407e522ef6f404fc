import type { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { z } from "zod";
import { LARGEST_MB, MOST_FILES } from "./importFiles.ts";
import type { ModelOffers } from "./modelOffers.ts";

const LARGEST_PIECE_BYTES = 16 * 2 ** 20;

const asked = z.object({
  offerId: z.uuid(),
  name: z.string().min(1).max(500),
  at: z
    .string()
    .regex(/^\d{1,10}$/)
    .transform(Number),
});

/** Takes the bytes of offered models (contract/bulk.ts). */
export function addOfferRoutes(app: Hono, offers: ModelOffers): void {
  app.post(
    "/bulk/offers/:offer",
    bodyLimit({ maxSize: LARGEST_PIECE_BYTES, onError: (c) => c.text("a piece is 16 MB at most", 413) }),
    async (c) => {
      const wish = asked.safeParse({ offerId: c.req.param("offer"), name: c.req.query("name"), at: c.req.query("at") });
      if (!wish.success) return c.text("offer, name or at is missing", 400);
      const { offerId, name, at } = wish.data;
      const taken = offers.add(offerId, name, at, new Uint8Array(await c.req.arrayBuffer()));
      if (taken === "hole") return c.text("bytes before these are missing", 409);
      if (taken === "tooLarge") return c.text(`a model is ${LARGEST_MB} MB and ${MOST_FILES} files at most`, 413);
      return c.body(null, 204);
    },
  );
}
