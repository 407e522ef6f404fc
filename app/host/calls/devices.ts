import type { z } from "zod";
import type { deviceCalls, simulatedOptions } from "#contract/devices.ts";
import type { DeviceIdentity } from "#domain/captures.ts";
import { ProblemError } from "#domain/problems.ts";
import type { Handlers } from "../api.ts";
import type { AlertBoard } from "../capture/alertBoard.ts";
import type { DeviceBoard } from "../capture/deviceBoard.ts";
import { deviceIdOf } from "../capture/streamDevice.ts";
import type { DeviceFinder } from "../devices/deviceFinder.ts";
import type { KnownDevices } from "../devices/knownDevices.ts";
import type { JobDesk } from "../jobs.ts";
import type { JsonFile } from "../jsonFile.ts";
import { recordGym } from "../projects/demo.ts";
import type { ProjectDesk } from "../projects/projectDesk.ts";
import { type Sources, sourceOf } from "../sources/sources.ts";

const CONNECT_MS = 30_000;

export interface DeviceParts {
  sources: Sources;
  board: DeviceBoard;
  finder: DeviceFinder;
  known: KnownDevices;
  alerts: AlertBoard;
  desk: ProjectDesk;
  jobs: JobDesk;
  /** Null in the file: the model's own defaults. */
  simulated: JsonFile<z.infer<typeof simulatedOptions> | null>;
}

export function deviceHandlers(parts: DeviceParts): Handlers<keyof typeof deviceCalls> {
  const { sources, board, finder, known, alerts, desk, jobs, simulated } = parts;

  async function connect(deviceId: string) {
    const { detail, device, hand } = finder.lookUp(deviceId);
    const session = await board.connect(sourceOf(sources, deviceId), device, hand, AbortSignal.timeout(CONNECT_MS));
    const view = session.views()[0]!;
    if (isWorthRemembering(session.device)) {
      const token = session.device.kind === "gateway" ? sources.gateway?.tokenOf(session.device.id) : null;
      await known.remember(session.device, detail, view.hand, token);
    }
    return { ok: true as const, value: view };
  }

  return {
    "device.find": ({ kinds }) => finder.find(kinds),
    "device.bluetooth": async () => (await sources.ble?.state()) ?? "noModule",
    "device.list": async () => board.list(),
    "device.connect": ({ deviceId }) => connect(deviceId),
    "device.connectAddress": async ({ address }) => {
      if (!sources.gateway) throw new ProblemError("device.unknownKind", { device: address });
      return connect(sources.gateway.remember(address));
    },
    "device.disconnect": ({ deviceId }) => board.disconnect(deviceId),
    "device.forget": async ({ deviceId }) => {
      await board.disconnect(deviceId);
      await known.forget(deviceIdOf(deviceId));
      sources.gateway?.forget(deviceIdOf(deviceId));
    },
    "device.setHand": async ({ deviceId, hand }) => {
      board.setHand(deviceId, hand);
      await known.setHand(deviceId, hand);
    },
    "simulated.options": async () => {
      const model = requireModel(sources);
      return { options: simulated.value ?? model.defaults, people: [...model.people] };
    },
    "simulated.configure": async (options) => {
      requireModel(sources).configure(options);
      await simulated.change(() => options);
    },
    "simulated.replay": async ({ captureId, speed }) => {
      if (!sources.replay) throw new ProblemError("device.unknownKind", { device: "simulated:replay" });
      const deviceIds = await sources.replay.offer(desk.requireStore(), captureId, speed);
      return { ok: true as const, value: { deviceIds } };
    },
    "simulated.recordPeople": ({ jobId, ...wish }) =>
      jobs.run(jobId, async (job) => ({
        ok: true,
        value: { captureIds: await recordGym(desk.requireStore(), wish, job) },
      })),
    "alert.list": async () => alerts.list().map((alert) => ({ ...alert, detail: { ...alert.detail } })),
  };
}

function requireModel(sources: Sources) {
  if (!sources.simulated) throw new Error("this studio has no simulated gloves");
  return sources.simulated;
}

/** A replay is of one moment; the simulated gloves are always there. */
function isWorthRemembering(device: DeviceIdentity): boolean {
  return device.kind !== "simulated";
}
