import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Finding } from "#contract/doctor.ts";
import { ProblemError } from "#domain/problems.ts";
import { engineVersion } from "../engine/version.ts";
import { whatTrains } from "../learn/train/whatTrains.ts";
import { findBrowser } from "./browsers.ts";
import type { Machine } from "./machine.ts";

export type Look = Pick<Finding, "state" | "found">;

export interface Check {
  /** Its texts are in the catalog: `doctor.<id>`, `doctor.<id>.for`, `doctor.<id>.cure.<system>`. */
  readonly id: string;
  /** True where connecting and recording need it. */
  readonly needed: boolean;
  look(machine: Machine): Promise<Look>;
}

/** An hour of two gloves at 476 Hz is 60 MB; a project with video wants this much at least. */
const DISK_NEEDED_BYTES = 2e9;
const MISSING: Look = { state: "missing", found: null };

/** In the order in which somebody new to the studio needs them. */
export function checks(projectsFolder: string): readonly Check[] {
  return [
    { id: "disk", needed: true, look: (machine) => lookAtDisk(machine, projectsFolder) },
    { id: "browser", needed: true, look: lookForBrowser },
    { id: "electron", needed: false, look: lookForElectron },
    { id: "serial", needed: true, look: lookAtSerialRights },
    { id: "bluetooth", needed: false, look: lookForBluetooth },
    { id: "bluetoothUse", needed: false, look: lookAtBluetoothUse },
    { id: "ffmpeg", needed: false, look: (machine) => firstThatRuns(machine, [["ffmpeg", "-version"]]) },
    { id: "engine", needed: false, look: lookForEngine },
    { id: "training", needed: false, look: lookAtTraining },
    { id: "compiler", needed: false, look: lookForCompiler },
    { id: "arm", needed: false, look: (machine) => firstThatRuns(machine, [["arm-none-eabi-g++", "--version"]]) },
    { id: "qemu", needed: false, look: (machine) => firstThatRuns(machine, [["qemu-system-arm", "--version"]]) },
    { id: "arduino", needed: false, look: (machine) => firstThatRuns(machine, [["arduino-cli", "version"]]) },
  ];
}

/** The first program that answers. One that is there and fails is broken, unless another answers. */
async function firstThatRuns(machine: Machine, programs: readonly (readonly [string, ...string[]])[]): Promise<Look> {
  let result = MISSING;
  for (const [program, ...args] of programs) {
    const run = await machine.run(program, args);
    if (run.outcome === "ok") return { state: "ok", found: firstLine(run.output) };
    if (run.outcome === "failed") result = { state: "broken", found: `${program}: ${firstLine(run.output)}` };
  }
  return result;
}

function firstLine(output: string): string {
  return (output.split("\n", 1)[0] ?? "").trim().slice(0, 200);
}

async function lookAtDisk(machine: Machine, folder: string): Promise<Look> {
  const free = await machine.freeBytes(folder);
  if (free === null) return { state: "broken", found: folder };
  return { state: free >= DISK_NEEDED_BYTES ? "ok" : "missing", found: `${(free / 1e9).toFixed(1)} GB` };
}

async function lookForBrowser(machine: Machine): Promise<Look> {
  const browser = findBrowser(machine.env, machine.platform, machine.exists);
  if (browser === null) return MISSING;
  // On Windows a browser that is asked for its version opens a window instead.
  if (machine.platform === "win32") return { state: "ok", found: browser.program };
  return firstThatRuns(machine, [[browser.program, "--version"]]);
}

/** It was compiled at install; the first twelve digits of its hash tell one from another. */
async function lookForEngine(): Promise<Look> {
  try {
    return { state: "ok", found: engineVersion().hash.slice(0, 12) };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const { code, detail } = error.problem;
    return code === "engine.missing" ? MISSING : { state: "broken", found: String(detail.reason ?? code) };
  }
}

async function lookAtTraining(): Promise<Look> {
  try {
    return { state: "ok", found: await whatTrains() };
  } catch (error) {
    return { state: "broken", found: firstLine(error instanceof Error ? error.message : String(error)) };
  }
}

async function lookForElectron(machine: Machine): Promise<Look> {
  try {
    const folder = dirname(createRequire(import.meta.url).resolve("electron/package.json"));
    const version = machine.read(join(folder, "dist", "version"));
    return version === null ? MISSING : { state: "ok", found: version.trim() };
  } catch {
    return MISSING;
  }
}

/** Linux gives serial ports to a group (dialout on Debian, uucp on Arch); other systems to everybody. */
async function lookAtSerialRights(machine: Machine): Promise<Look> {
  if (machine.platform !== "linux" || machine.isRoot) return { state: "ok", found: null };
  const run = await machine.run("id", ["-nG"]);
  const groups = run.outcome === "ok" ? run.output.trim().split(/\s+/) : [];
  const group = groups.find((name) => name === "dialout" || name === "uucp");
  return group === undefined ? MISSING : { state: "ok", found: group };
}

/** The adapter; whether this studio can use it is `bluetoothUse`. */
async function lookForBluetooth(machine: Machine): Promise<Look> {
  if (machine.platform === "linux") {
    const adapters = machine.list("/sys/class/bluetooth").filter((name) => /^hci\d+$/.test(name));
    return adapters.length > 0 ? { state: "ok", found: adapters.join(", ") } : MISSING;
  }
  const [program, ...args] =
    machine.platform === "win32"
      ? ["powershell", "-NoProfile", "-Command", "(Get-PnpDevice -Class Bluetooth -Status OK)[0].FriendlyName"]
      : ["system_profiler", "SPBluetoothDataType"];
  const run = await machine.run(program!, args);
  const name = run.outcome !== "ok" ? "" : machine.platform === "win32" ? run.output : chipset(run.output);
  return name === "" ? MISSING : { state: "ok", found: firstLine(name) };
}

/** The library, and on Linux without root the way through BlueZ: the adapter itself is for root. */
async function lookAtBluetoothUse(machine: Machine): Promise<Look> {
  const require = createRequire(import.meta.url);
  try {
    require.resolve("@abandonware/noble");
  } catch {
    return MISSING;
  }
  if (machine.platform !== "linux" || machine.isRoot) return { state: "ok", found: null };
  try {
    require.resolve("dbus-next");
  } catch {
    return { state: "missing", found: "dbus-next" };
  }
  const bus = machine.env.DBUS_SYSTEM_BUS_ADDRESS ?? "/run/dbus/system_bus_socket";
  const runs = bus.startsWith("unix:") || machine.exists(bus);
  return runs ? { state: "ok", found: "D-Bus" } : { state: "broken", found: bus };
}

function chipset(profile: string): string {
  return /Chipset: (.+)/.exec(profile)?.[1] ?? "";
}

function lookForCompiler(machine: Machine): Promise<Look> {
  const gnuLike: [string, string][] = ["c++", "g++", "clang++"].map((program) => [program, "--version"]);
  return firstThatRuns(machine, machine.platform === "win32" ? [["where", "cl"], ...gnuLike] : gnuLike);
}
