import { createStore } from "zustand/vanilla";
import type { Output, Studio } from "#contract/contract.ts";
import type { ConnectedDevice, FoundDevice, SimulatedOptions } from "#contract/devices.ts";
import type { Alert } from "#domain/alerts.ts";
import type { Hand } from "#domain/hands.ts";
import type { Problem } from "#domain/problems.ts";
import { ask, calm } from "../ask.ts";

export interface DevicesState {
  readonly connected: readonly ConnectedDevice[];
  readonly found: readonly FoundDevice[];
  readonly scanning: boolean;
  /** Devices whose connection was asked for and has not been answered. */
  readonly connecting: ReadonlySet<string>;
  readonly alerts: readonly Alert[];
  /** Whether gloves can be found over Bluetooth; null while nobody asked. */
  readonly bluetooth: Output<"device.bluetooth"> | null;
  readonly simulated: { readonly options: SimulatedOptions; readonly people: readonly string[] } | null;
}

/** The gloves: found, connected, remembered; what they complain about; what the simulated ones do. */
export function createDevices(studio: Studio) {
  const store = createStore<DevicesState>(() => ({
    connected: [],
    found: [],
    scanning: false,
    connecting: new Set<string>(),
    alerts: [],
    bluetooth: null,
    simulated: null,
  }));
  studio.on("device.changed", (connected) => store.setState({ connected }));
  studio.on("alert.changed", (alerts) => store.setState({ alerts }));

  const setConnecting = (deviceId: string, on: boolean) =>
    store.setState(({ connecting }) => {
      const next = new Set(connecting);
      if (on) next.add(deviceId);
      else next.delete(deviceId);
      return { connecting: next };
    });
  const find = async () => {
    if (store.getState().scanning) return;
    store.setState({ scanning: true });
    // By itself: an adapter may take its time, and other gloves need not wait for it.
    void calm(studio.call("device.bluetooth", undefined)).then((bluetooth) =>
      store.setState({ bluetooth: bluetooth ?? null }),
    );
    const found = await calm(studio.call("device.find", {}));
    store.setState({ scanning: false, ...(found ? { found } : {}) });
  };
  const connect = async (deviceId: string) => {
    setConnecting(deviceId, true);
    await ask(studio.call("device.connect", { deviceId }));
    setConnecting(deviceId, false);
  };

  return {
    store,
    find,
    connect,
    async refresh() {
      const [connected, alerts, simulated] = await Promise.all([
        calm(studio.call("device.list", undefined)),
        calm(studio.call("alert.list", undefined)),
        calm(studio.call("simulated.options", undefined)),
      ]);
      store.setState({
        ...(connected ? { connected } : {}),
        ...(alerts ? { alerts } : {}),
        ...(simulated ? { simulated } : {}),
      });
      await find();
    },
    /** What is wrong with the address; null when its device is connected, and when the call itself failed and was said. */
    async connectAddress(address: string): Promise<Problem | null> {
      const outcome = await calm(studio.call("device.connectAddress", { address }));
      if (outcome?.ok === false) return outcome.problem;
      await find();
      return null;
    },
    /** Every simulated glove that can be had now. */
    async connectSimulated() {
      if (!store.getState().found.some(({ device, present }) => device.kind === "simulated" && present)) await find();
      const { found, connected } = store.getState();
      const here = new Set(connected.map(({ device }) => device.id));
      const gloves = found.filter(
        ({ device, present }) => device.kind === "simulated" && present && !here.has(device.id),
      );
      await Promise.all(gloves.map(({ device }) => connect(device.id)));
    },
    async disconnect(deviceId: string) {
      await calm(studio.call("device.disconnect", { deviceId }));
      await find();
    },
    async forget(deviceId: string) {
      await calm(studio.call("device.forget", { deviceId }));
      await find();
    },
    /** Plays a capture as if it were live; true when its glove is connected. */
    async replay(captureId: string) {
      const made = await ask(studio.call("simulated.replay", { captureId, speed: 1 }));
      if (!made) return false;
      await find();
      await Promise.all(made.deviceIds.map(connect));
      return true;
    },
    setHand: (deviceId: string, hand: Hand | null) => calm(studio.call("device.setHand", { deviceId, hand })),
    /** Stores what the simulated gloves do and connects those anew that are on, since it holds from the next connection. */
    async configureSimulated(options: SimulatedOptions) {
      const { simulated, connected } = store.getState();
      if (simulated) store.setState({ simulated: { ...simulated, options } });
      await calm(studio.call("simulated.configure", options));
      const on = connected.filter(({ device }) => device.kind === "simulated");
      for (const { device } of on) await calm(studio.call("device.disconnect", { deviceId: device.id }));
      await find();
      if (on.length > 0) await this.connectSimulated();
    },
  };
}
export type Devices = ReturnType<typeof createDevices>;
