import type { Hono } from "hono";
import type { boardCalls } from "#contract/boards.ts";
import { ProblemError } from "#domain/problems.ts";
import type { Handlers } from "../api.ts";
import { type BoardParts, boardHandlers } from "../calls/boards.ts";
import type { DeviceBoard } from "../capture/deviceBoard.ts";
import { slotPayload } from "../pack/slotPayload.ts";
import type { ProjectDesk } from "../projects/projectDesk.ts";
import { type Sources, sourceOf } from "../sources/sources.ts";
import { modelBytes } from "../validation/modelBytes.ts";
import { ArduinoDesk } from "./arduino/arduinoDesk.ts";
import { sourcesFolder } from "./arduino/layOut.ts";
import { BoardWatch, type WatchOptions } from "./boards/boardWatch.ts";
import { FlashBook } from "./flashing/flashBook.ts";
import { FlashDesk, type FlashPorts } from "./flashing/flashDesk.ts";
import { ImageShelf } from "./images/imageShelf.ts";
import { addImageRoutes, Uploads } from "./images/uploads.ts";

const CONNECT_MS = 30_000;

export interface BoardsOptions extends Pick<BoardParts, "jobs" | "tellStep" | "tellEnded"> {
  readonly dataFolder: string;
  readonly sources: Sources;
  readonly devices: DeviceBoard;
  readonly desk: ProjectDesk;
  readonly recording: () => boolean;
  readonly tellBoards: WatchOptions["tell"];
  readonly log: (message: string) => void;
}

/** Boards, images and flashing, put together. */
export interface Boards {
  readonly handlers: Handlers<keyof typeof boardCalls>;
  addRoutes(app: Hono): void;
  /** After all jobs were cancelled. */
  close(): Promise<void>;
}

export async function openBoards(options: BoardsOptions): Promise<Boards> {
  const { dataFolder, sources, devices, desk, jobs, log } = options;
  const { serial } = sources;
  const [shelf, book] = await Promise.all([ImageShelf.open(dataFolder, log), FlashBook.open(dataFolder, log)]);
  const uploads = new Uploads();
  const slotOf: FlashPorts["slotOf"] = async (modelId, hand) => {
    const bytes = await modelBytes(desk.requireStore(), modelId);
    return { modelName: bytes.model.name, payload: slotPayload(bytes, hand) };
  };
  const watch = new BoardWatch({
    ports: async () => (await serial?.ports()) ?? [],
    connected: () => devices.list().map(({ device }) => device.id),
    tell: options.tellBoards,
  });
  const flashes = new FlashDesk({
    serial,
    source: { connect: (deviceId, signal) => sourceOf(sources, deviceId).connect(deviceId, signal) },
    shelf,
    book,
    slotOf,
    release: (deviceId) => release(devices, sources, deviceId),
    recording: options.recording,
    log,
  });
  const arduino = new ArduinoDesk({
    shelf,
    slotOf,
    sources: sourcesFolder(),
    program: process.env.RINGSIDE_ARDUINO_CLI,
  });
  const simulate = (plugged: boolean) => {
    if (!serial?.simulate) throw new ProblemError("flash.noBoard");
    serial.simulate(plugged);
  };
  const { tellStep, tellEnded } = options;
  return {
    handlers: boardHandlers({ watch, shelf, uploads, arduino, flashes, book, jobs, simulate, tellStep, tellEnded }),
    addRoutes: (app) => addImageRoutes(app, uploads),
    async close() {
      watch.close();
      await flashes.close();
    },
  };
}

/** Frees the glove on a port, where it is connected; the answer connects it again, with the hand that it had. */
async function release(devices: DeviceBoard, sources: Sources, deviceId: string): Promise<() => Promise<void>> {
  const session = devices.sessions().find((each) => each.deviceId === deviceId);
  if (session === undefined) return async () => {};
  const hand = session.streams[0]?.hand ?? null;
  await devices.disconnect(deviceId);
  return async () => {
    await devices.connect(sourceOf(sources, deviceId), session.device, hand, AbortSignal.timeout(CONNECT_MS));
  };
}
