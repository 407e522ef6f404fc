import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { madeImage } from "#host/device/simulated/madeImage.ts";
import { VirtualBoard } from "./virtualBoard.ts";

const HELP = `An Arduino Nano 33 BLE that is not there, to be flashed.

node e2e/devices/plugBoard.ts --ports FILE [options]

Start the studio with RINGSIDE_PORTS=FILE in its environment: the file tells it where the board is.

  --image FILE   what it was flashed with before (.bin); capture firmware if unsaid
  --speed X      times real time
  --crashed      its sketch hears nothing

While it runs it takes commands, one a line: plug, unplug, reset (twice, quickly), corrupt PAGE, mute, well, quit.
`;

const { values } = parseArgs({
  options: {
    ports: { type: "string" },
    image: { type: "string" },
    speed: { type: "string", default: "1" },
    crashed: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

async function main(): Promise<void> {
  if (values.help) return void process.stdout.write(HELP);
  if (values.ports === undefined) throw new Error("Say where to tell of it: --ports FILE. --help tells more.");
  const folder = await mkdtemp(join(tmpdir(), "virtual-board-"));
  const capture = { firmware: "ringside-data-capture 1.0.0" };
  const image = values.image === undefined ? madeImage(capture) : await readFile(values.image);
  const board = new VirtualBoard({ folder, portsFile: values.ports, image, speed: Number(values.speed) });
  const { nano } = board;
  nano.crashed = values.crashed;
  nano.onPage = (written) => console.log(`page ${written.at(-1)}`);
  const commands: Record<string, (argument: string) => unknown> = {
    plug: () => board.plug(),
    unplug: () => board.unplug(),
    reset: () => board.pressResetTwice(),
    corrupt: (page) => nano.faults.corruptPages.add(Number(page)),
    mute: () => {
      nano.faults.silent = true;
    },
    well: () => {
      nano.faults.silent = false;
      nano.faults.corruptPages.clear();
      nano.crashed = false;
    },
    quit: () => lines.close(),
  };
  await board.plug();
  const lines = createInterface({ input: process.stdin });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => lines.close());
  console.log(`here: ${board.boardId} at ${board.path}`);
  for await (const line of lines) {
    const [word = "", argument = ""] = line.trim().split(/\s+/);
    const command = commands[word];
    if (command) await command(argument);
    else console.log(`unknown: ${word}. Known: ${Object.keys(commands).join(", ")}`);
    console.log(`${nano.mode} at ${board.path ?? "no port"}`);
  }
  await board.unplug();
  await rm(folder, { recursive: true, force: true });
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
