import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { getRequestListener, type HttpBindings, RequestError } from "@hono/node-server";
import { WebSocketServer } from "ws";
import { ProblemError } from "#domain/problems.ts";
import type { Host } from "#host/api.ts";
import { createPages, GUARD_HEADERS, plainAnswer } from "../common/pages.ts";
import { text } from "../common/text.ts";
import { Gate, REFUSAL_STATUS, type Refusal } from "./gate.ts";
import { Sockets } from "./sockets.ts";

/** The page's socket. */
export const SOCKET_PATH = "/studio";
/** Calls are small: the longest names ten thousand captures (about 400 kB). */
const MAX_MESSAGE_BYTES = 4 << 20;

export interface ServerOptions {
  readonly host: Host;
  /** The built page. */
  readonly pageFolder: string;
  /** 0 or absent: any free port. */
  readonly port?: number | undefined;
  /** How many browsers may enter, one token each. One is right for people; tests need more. */
  readonly tokens?: number | undefined;
  /** Hears how many pages are connected, whenever it changes. */
  readonly onPages?: ((open: number) => void) | undefined;
}

export interface StudioServer {
  readonly port: number;
  /** Addresses that let one browser in, once each. Those already used are left out. */
  readonly addresses: readonly string[];
  /** Cuts every connection. The host stays as it is. */
  close(): Promise<void>;
}

/**
 * Serves the studio on 127.0.0.1 and nowhere else: the page, bulk bytes and the socket.
 * @throws ProblemError shell.portBusy, shell.portRefused, shell.badPort
 */
export async function startServer(options: ServerOptions): Promise<StudioServer> {
  const server = createServer();
  const port = await listen(server, options.port ?? 0);
  const gate = new Gate(port, options.tokens ?? 1);
  const pages = createPages(options.pageFolder);
  const sockets = new Sockets(options.host, options.onPages ?? (() => {}));
  const upgrades = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES, perMessageDeflate: false });

  const answer = async (request: Request, { incoming }: HttpBindings): Promise<Response> => {
    const { headers } = incoming;
    const misplaced = gate.checkPlace(headers);
    if (misplaced !== null) return refuse(misplaced);
    const url = new URL(request.url);
    const token = url.pathname === "/" ? url.searchParams.get("token") : null;
    if (token !== null) return enter(gate, token, gate.checkSession(headers) === null);
    const unknown = gate.checkSession(headers);
    if (unknown !== null) return refuse(unknown);
    return url.pathname.startsWith("/bulk/") ? guarded(await options.host.fetch(request)) : pages(request);
  };
  // The listener reads only bindings of plain HTTP: createServer() above makes nothing else.
  const listener = getRequestListener((request, env) => answer(request, env as HttpBindings), {
    errorHandler: (error) => {
      if (error instanceof RequestError) return plainAnswer(400, text("shell.refused.malformed"));
      console.error(error);
      return plainAnswer(500, text("shell.refused.error"));
    },
    overrideGlobalObjects: false,
  });
  server.on("request", (incoming, outgoing) => void listener(incoming, outgoing));
  server.on("upgrade", (incoming: IncomingMessage, socket: Duplex, head: Buffer) => {
    const refusal = gate.checkPlace(incoming.headers, true) ?? gate.checkSession(incoming.headers);
    if (refusal !== null) return refuseUpgrade(socket, REFUSAL_STATUS[refusal]);
    if (incoming.url !== SOCKET_PATH) return refuseUpgrade(socket, 404);
    upgrades.handleUpgrade(incoming, socket, head, (page) => sockets.attach(page));
  });

  return {
    port,
    get addresses() {
      return gate.tokens.map((token) => `http://127.0.0.1:${port}/?token=${token}`);
    },
    async close() {
      sockets.close();
      upgrades.close();
      server.closeAllConnections();
      await new Promise<void>((done) => server.close(() => done()));
    },
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((done, fail) => {
    if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new ProblemError("shell.badPort");
    server.once("error", (error: NodeJS.ErrnoException) => {
      const code = error.code === "EADDRINUSE" ? "shell.portBusy" : "shell.portRefused";
      fail(new ProblemError(code, { port }, { cause: error }));
    });
    server.listen(port, "127.0.0.1", () => done((server.address() as AddressInfo).port));
  });
}

/** An address opened twice in the same browser (history, reload) leads to the page; elsewhere it is spent. */
function enter(gate: Gate, token: string, hasSession: boolean): Response {
  const cookie = gate.enter(token);
  if (cookie === null && !hasSession) return refuse("token");
  const headers = new Headers({ ...GUARD_HEADERS, location: "/", "cache-control": "no-store" });
  if (cookie !== null) headers.set("set-cookie", cookie);
  return new Response(null, { status: 303, headers });
}

function refuse(refusal: Refusal): Response {
  return plainAnswer(REFUSAL_STATUS[refusal], text(`shell.refused.${refusal}`));
}

function guarded(response: Response): Response {
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(GUARD_HEADERS)) headers.set(name, value);
  headers.set("cache-control", "no-store");
  return new Response(response.body, { status: response.status, headers });
}

function refuseUpgrade(socket: Duplex, status: number): void {
  socket.on("error", () => socket.destroy());
  socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
