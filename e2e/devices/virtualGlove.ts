import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { HANDS, type Hand } from "#domain/hands.ts";
import type { FirmwareOptions } from "./firmware.ts";
import { GatewayServer } from "./gatewayServer.ts";
import { type RowFeed, waveFeed } from "./rowFeed.ts";
import { SERIAL_MODES, SerialGlove, type SerialMode } from "./serialGlove.ts";
import { simulatedFeed } from "./simulatedFeed.ts";
import { STROKES, type Stroke, tennisFeed } from "./tennis.ts";
import { WifiGlove } from "./wifiGlove.ts";

const HELP = `A glove that is not there, for trying things out and for tests.

node e2e/devices/virtualGlove.ts (--serial PATH | --wifi PORT | --gateway PORT) [options]

  --data tennis:STROKE   recorded strokes (${STROKES.join(", ")})
  --data simulated:HAND  a minute of the simulated glove, left or right
  --data wave            nine made-up axes (the default)
  --rate HZ              of what is made up or simulated; 476 by default
  --version 1|2          framing on a serial port; 1 by default
  --speed X              times real time; "max" for as fast as it goes
  --rows N               stops sending after N rows
  --drop P, --flip P     chance per byte to be lost, or to have a bit flipped
  --seed N               of these faults
  --mode MODE            ${SERIAL_MODES.join(", ")} (serial only)
  --baud RATE            understood at this rate only (serial only)
  --left-streaming       still streaming for a host that went away (serial only)
  --set KEY=JSON         sets a key of its description; may be repeated

While it runs it takes commands, one a line: drop P, flip P, stall, go, vanish, return [PATH or PORT], quit.
`;

interface Device {
  start(place: string): Promise<string>;
  vanish(): Promise<void>;
  stalled: boolean;
  readonly firmware: { readonly faults: { dropRate: number; flipRate: number }; readonly rowsSent: number };
}

const { values } = parseArgs({
  options: {
    serial: { type: "string" },
    wifi: { type: "string" },
    gateway: { type: "string" },
    data: { type: "string", default: "wave" },
    rate: { type: "string", default: "476" },
    version: { type: "string", default: "1" },
    speed: { type: "string", default: "1" },
    rows: { type: "string" },
    drop: { type: "string", default: "0" },
    flip: { type: "string", default: "0" },
    seed: { type: "string", default: "1" },
    mode: { type: "string", default: "capture" },
    baud: { type: "string" },
    "left-streaming": { type: "boolean", default: false },
    set: { type: "string", multiple: true, default: [] },
    help: { type: "boolean", default: false },
  },
});

function feed(): RowFeed {
  const [kind, which] = values.data.split(":");
  if (kind === "wave") return waveFeed(Number(values.rate));
  if (kind === "simulated" && HANDS.includes(which as Hand)) return simulatedFeed(which as Hand, Number(values.rate));
  if (kind === "tennis" && STROKES.includes(which as Stroke)) return tennisFeed(which as Stroke);
  const known = [...HANDS.map((hand) => `simulated:${hand}`), ...STROKES.map((name) => `tennis:${name}`), "wave"];
  throw new Error(`--data ${values.data} is unknown. Known: ${known.join(", ")}`);
}

function firmware(): FirmwareOptions {
  const set = values.set.map((pair): [string, unknown] => {
    const at = pair.indexOf("=");
    return [pair.slice(0, at), JSON.parse(pair.slice(at + 1))];
  });
  return {
    feed: feed(),
    version: values.version === "2" ? 2 : 1,
    faultSeed: Number(values.seed),
    config: Object.fromEntries(set),
    ...(values.rows === undefined ? {} : { rows: Number(values.rows) }),
  };
}

function device(): { readonly device: Device; readonly place: string } {
  const speed = values.speed === "max" ? Number.POSITIVE_INFINITY : Number(values.speed);
  if (values.serial !== undefined) {
    const glove = new SerialGlove({
      ...firmware(),
      speed,
      mode: values.mode as SerialMode,
      leftStreaming: values["left-streaming"],
      ...(values.baud === undefined ? {} : { baud: Number(values.baud) }),
    });
    const start = async (path: string) => {
      await glove.plug(path);
      return `serial:${path}`;
    };
    return { device: Object.assign(glove, { start }), place: values.serial };
  }
  if (values.wifi !== undefined) {
    const glove = new WifiGlove({ ...firmware(), speed });
    return { device: withPort(glove), place: values.wifi };
  }
  if (values.gateway !== undefined) {
    // A test source: a gateway has no other way to say that no glove is behind it.
    const behind = { source: "test", deviceId: "Virtual glove", name: "Virtual glove", firmware: firmware() } as const;
    const connected = { deviceId: behind.deviceId, mode: "data_capture" } as const;
    return { device: withPort(new GatewayServer({ devices: [behind], connected, speed })), place: values.gateway };
  }
  throw new Error("Say where it shall appear: --serial PATH, --wifi PORT or --gateway PORT. --help tells more.");
}

function withPort<T extends { start(port?: number): Promise<string> }>(server: T) {
  const start = server.start.bind(server);
  return Object.assign(server, { start: async (port: string | number = 0) => `gateway:${await start(Number(port))}` });
}

async function main(): Promise<void> {
  if (values.help) return void process.stdout.write(HELP);
  const { device: glove, place } = device();
  const { faults } = glove.firmware;
  faults.dropRate = Number(values.drop);
  faults.flipRate = Number(values.flip);
  const appear = async (where: string) => console.log(`here: ${await glove.start(where)}`);
  const leave = async () => {
    await glove.vanish();
    console.log(`gone: ${glove.firmware.rowsSent} rows sent`);
  };
  const commands: Record<string, (argument: string) => unknown> = {
    drop: (rate) => (faults.dropRate = Number(rate)),
    flip: (rate) => (faults.flipRate = Number(rate)),
    stall: () => (glove.stalled = true),
    go: () => (glove.stalled = false),
    vanish: leave,
    return: (where) => appear(where || place),
    quit: () => lines.close(),
  };
  await appear(place);
  const lines = createInterface({ input: process.stdin });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => lines.close());
  for await (const line of lines) {
    const [word = "", argument = ""] = line.trim().split(/\s+/);
    const command = commands[word];
    if (command) await command(argument);
    else console.log(`unknown: ${word}. Known: ${Object.keys(commands).join(", ")}`);
  }
  await leave();
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
