import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { ProblemError } from "#domain/problems.ts";
import { problemText, text } from "../text.ts";
import type { Clients } from "./clients.ts";
import { describe, gloveRowBytes } from "./describe.ts";
import { type GatewayGate, REFUSAL_STATUS } from "./gate.ts";
import { FramedRows, PairedRows, RawRows } from "./rows.ts";
import type { ServedGlove } from "./served.ts";
import { STATUS_HEADERS, statusPage } from "./statusPage.ts";

export interface GatewayParts {
  readonly gate: GatewayGate;
  readonly clients: Clients;
  /** What is served now. @throws ProblemError as servedGloves */
  gloves(): readonly ServedGlove[];
}

/** Of what the gateway answers, not of the studio. */
const VERSION = "Ringside gateway 1.0";

const STREAM_HEADERS = { "content-type": "application/octet-stream", "cache-control": "no-store", connection: "close" };

/** `/config`, `/stream`, `/results`, `/disconnect`, `/version` and a page for people; everything else is a real 404. */
export function gatewayRoutes({ gate, clients, gloves }: GatewayParts): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.use(async (c, next) => {
    const { headers, socket } = c.env.incoming;
    const refusal = gate.check(headers, socket.remoteAddress, c.req.query("token") ?? null);
    if (refusal === null) return next();
    return c.json({ detail: text(`gateway.refused.${refusal}`) }, REFUSAL_STATUS[refusal]);
  });
  app.get("/", (c) => c.html(statusPage({ gloves: gloves(), clients: clients.count }), 200, STATUS_HEADERS));
  app.get("/version", (c) => c.text(VERSION));
  app.get("/config", (c) => c.json(describe(gloves()), 200, { "cache-control": "no-store" }));
  app.get("/stream", (c) => {
    const served = gloves();
    if (served.length === 0) return c.json({ detail: text("gateway.nothingConnected") }, 503);
    const sizes = served.map(gloveRowBytes);
    const framed = c.req.query("framed") === "1";
    const raw = served.length === 1 ? new RawRows() : new PairedRows(sizes, served[0]!.stream.format.nominalRateHz);
    const writer = framed ? new FramedRows(sizes) : raw;
    return c.body(clients.openRows(addressOf(c.env), served, writer, framed), 200, STREAM_HEADERS);
  });
  app.get("/results", (c) => c.body(clients.openResults(addressOf(c.env)), 200, STREAM_HEADERS));
  app.get("/disconnect", (c) => {
    clients.end(addressOf(c.env));
    return c.json(describe(gloves()));
  });
  app.all("*", (c) => {
    const known = ["/", "/version", "/config", "/stream", "/results", "/disconnect"].includes(c.req.path);
    return known
      ? c.json({ detail: text("gateway.onlyGet") }, 405, { allow: "GET" })
      : c.json({ detail: text("gateway.noSuchPath", { path: c.req.path.slice(0, 80) }) }, 404);
  });
  app.onError((error, c) => {
    if (!(error instanceof ProblemError)) throw error;
    const { message, next } = problemText(error.problem);
    return c.json({ detail: `${message} ${next}`.trim() }, 503);
  });
  return app;
}

function addressOf({ incoming }: HttpBindings): string {
  return incoming.socket.remoteAddress ?? "";
}
