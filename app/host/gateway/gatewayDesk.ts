import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import { getRequestListener, type HttpBindings } from "@hono/node-server";
import { z } from "zod";
import type { EventPayload, Input } from "#contract/contract.ts";
import { ProblemError } from "#domain/problems.ts";
import type { DeviceBoard } from "../capture/deviceBoard.ts";
import type { DeviceSession } from "../capture/deviceSession.ts";
import type { Block } from "../capture/rowPlacer.ts";
import type { EventHub } from "../eventHub.ts";
import { JsonFile } from "../jsonFile.ts";
import { Clients } from "./clients.ts";
import { GatewayGate, newToken } from "./gate.ts";
import { gatewayRoutes } from "./routes.ts";
import { servedGloves } from "./served.ts";

type GatewayState = EventPayload<"gateway.changed">;
type Wish = Input<"gateway.start">;

/** Figures of a running gateway change all the time; twice a second is enough for the eye. */
const TELL_MS = 500;

const kept = z.object({ token: z.string().min(16) }).nullable();

interface Running {
  readonly server: Server;
  readonly clients: Clients;
  readonly address: string;
  readonly token: string | null;
  readonly deviceIds: readonly string[];
  readonly timer: NodeJS.Timeout;
}

export interface GatewayDeskParts {
  readonly board: DeviceBoard;
  readonly hub: EventHub;
  readonly dataFolder: string;
  readonly log: (message: string) => void;
}

/** The switch of the gateway. The token is made once and stays, so that another machine is told it only once. */
export class GatewayDesk {
  readonly #parts: GatewayDeskParts;
  readonly #kept: JsonFile<z.infer<typeof kept>>;
  readonly #unlisten: () => void;
  #running: Running | null = null;
  #told = "";

  private constructor(parts: GatewayDeskParts, file: JsonFile<z.infer<typeof kept>>) {
    this.#parts = parts;
    this.#kept = file;
    this.#unlisten = parts.hub.listen((name, payload) => {
      if (name === "listening.found") this.#running?.clients.onFinding(payload as EventPayload<"listening.found">);
    });
  }

  static async open(parts: GatewayDeskParts): Promise<GatewayDesk> {
    const path = join(parts.dataFolder, "gateway.json");
    return new GatewayDesk(parts, await JsonFile.open(path, kept, null, parts.log));
  }

  /** Rows of any connected device; those that nobody asked for are passed over. */
  onBlock(session: DeviceSession, block: Block): void {
    this.#running?.clients.onBlock(session, block);
  }

  state(): GatewayState {
    const running = this.#running;
    return {
      running: running !== null,
      address: running?.address ?? null,
      token: running?.token ?? null,
      deviceIds: [...(running?.deviceIds ?? [])],
      clients: running?.clients.count ?? 0,
      rowsSent: running?.clients.rowsSent ?? 0,
    };
  }

  /**
   * Starts anew where it runs already.
   * @throws ProblemError gateway.portTaken, gateway.noSuchDevice, gateway.differ
   */
  async start({ port, network, deviceIds }: Wish): Promise<GatewayState> {
    const { board, log } = this.#parts;
    const gloves = () => servedGloves(board.sessions(), deviceIds);
    gloves();
    await this.stop();
    const token = network ? await this.#token() : null;
    const server = createServer();
    const real = await listen(server, port, network ? "0.0.0.0" : "127.0.0.1");
    const clients = new Clients(() => this.#tell());
    const app = gatewayRoutes({ gate: new GatewayGate(real, token), clients, gloves });
    // The listener reads only bindings of plain HTTP: createServer() above makes nothing else.
    const listener = getRequestListener((request, env) => app.fetch(request, env as HttpBindings), {
      errorHandler: (error) => {
        log(`gateway: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
        return new Response("", { status: 500 });
      },
      overrideGlobalObjects: false,
    });
    server.on("request", (incoming, outgoing) => void listener(incoming, outgoing));
    this.#running = {
      server,
      clients,
      address: `http://${network ? ownAddress() : "127.0.0.1"}:${real}`,
      token,
      deviceIds,
      timer: setInterval(() => this.#tell(), TELL_MS),
    };
    this.#tell();
    return this.state();
  }

  /** Ends every stream. Bounded, idempotent. */
  async stop(): Promise<void> {
    const running = this.#running;
    if (running === null) return;
    this.#running = null;
    clearInterval(running.timer);
    running.clients.close();
    const closed = new Promise<void>((done) => running.server.close(() => done()));
    running.server.closeAllConnections();
    await closed;
    this.#tell();
  }

  async close(): Promise<void> {
    this.#unlisten();
    await this.stop();
  }

  async #token(): Promise<string> {
    await this.#kept.change((before) => before ?? { token: newToken() });
    return this.#kept.value!.token;
  }

  #tell(): void {
    const state = this.state();
    const told = JSON.stringify(state);
    if (told === this.#told) return;
    this.#told = told;
    this.#parts.hub.tell("gateway.changed", state);
  }
}

function listen(server: Server, port: number, address: string): Promise<number> {
  return new Promise((done, fail) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      fail(new ProblemError("gateway.portTaken", { port, message: error.code ?? error.message }, { cause: error }));
    });
    server.listen(port, address, () => done((server.address() as AddressInfo).port));
  });
}

/** The address that another machine of the same network is most likely to reach. */
function ownAddress(): string {
  const all = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  return all.find(({ family, internal }) => family === "IPv4" && !internal)?.address ?? "127.0.0.1";
}
