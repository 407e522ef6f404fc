import type { Board, FlashRecord, Image } from "#domain/deploy/flash.ts";
import type { FakeStudio } from "../../app/studio/fakeStudio.ts";
import type { DeployModel } from "../packs.ts";

/** What the host of a machine answers that never flashed anything and has nothing on a cable. */
export const NO_BOARDS = {
  "board.list": () => [],
  "board.tools": () => ({ arduinoCli: null, core: null }),
  "image.list": () => [],
  "flash.list": () => [],
} satisfies FakeStudio["script"];

/** A board on a cable, for tests. */
export function boardOf(over: Partial<Board> = {}): Board {
  return {
    id: "usb:2341:805a:9F3C",
    name: "Nano 33 BLE",
    mode: "sketch",
    portShown: "ttyACM0",
    simulated: false,
    supported: true,
    deviceId: null,
    ...over,
  };
}

let made = 0;

/** Our recognition firmware with room for a model, for tests. */
export function imageOf(over: Partial<Image> = {}): Image {
  return {
    id: (++made).toString(16).padStart(64, "0"),
    name: "recognition.bin",
    bytes: 307_200,
    addedAtMs: 1_700_000_000_000,
    origin: "added",
    slotBytes: 131_072,
    firmware: "ringside-recognition 1.0.0",
    packHash: null,
    ...over,
  };
}

export function recordOf(
  board: Board,
  image: Image,
  model: DeployModel | null,
  over: Partial<FlashRecord> = {},
): FlashRecord {
  const hash = "a".repeat(64);
  return {
    id: `00000000-0000-4000-a000-${String(++made).padStart(12, "0")}`,
    startedAtMs: 1_700_000_200_000,
    endedAtMs: 1_700_000_230_000,
    board: { id: board.id, name: board.name, simulated: board.simulated },
    image: { id: image.id, name: image.name },
    pack: model && { modelId: model.id, modelName: model.name, hand: null, hash },
    result: "done",
    step: "check",
    problem: null,
    answer: { firmware: image.firmware, packHash: hash, selfTest: "passed", samples: 238, rateHz: 119 },
    ...over,
  };
}
