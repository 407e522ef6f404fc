import { SimulatedBoard } from "../device/simulated/simulatedBoard.ts";
import { BleSource } from "./ble/bleSource.ts";
import { GatewaySource } from "./gateway/gatewaySource.ts";
import { ReplaySource } from "./replay/replaySource.ts";
import { openPort } from "./serial/port.ts";
import { type ListPorts, listPorts } from "./serial/ports.ts";
import { SerialSource } from "./serial/serialSource.ts";
import { toldPorts } from "./serial/toldPorts.ts";
import { PERSON_NAMES } from "./simulated/people.ts";
import { DEFAULT_SIMULATED_OPTIONS, SimulatedSource } from "./simulated/simulatedSource.ts";
import type { Sources } from "./sources.ts";

export interface StandardOptions {
  /** A file in which another program tells of ports that no system lists (serial/toldPorts.ts). */
  readonly portsFile?: string | undefined;
}

/** The ways in that the studio has on an ordinary machine. */
export function standardSources({ portsFile }: StandardOptions = {}): Sources {
  const gloves = new SimulatedSource();
  const replay = new ReplaySource();
  const board = new SimulatedBoard();
  const told: ListPorts = portsFile === undefined ? async () => [] : toldPorts(portsFile);
  const serial = new SerialSource({
    listPorts: async () => [...(await listPorts()), ...(await told()), ...board.list()],
    openPort: (path, ...how) => (board.opener(path) ?? openPort)(path, ...how),
  });
  const gateway = new GatewaySource();
  const ble = new BleSource();
  return {
    all: [gloves, replay, serial, gateway, ble],
    serial: {
      allowPath: (path) => serial.allowPath(path),
      ports: () => serial.ports(),
      openPort: serial.openPort,
      simulate: (plugged) => (plugged ? board.plug() : board.unplug()),
    },
    gateway,
    ble,
    simulated: {
      defaults: DEFAULT_SIMULATED_OPTIONS,
      people: PERSON_NAMES,
      configure: (options) => gloves.configure(options),
    },
    replay,
  };
}
