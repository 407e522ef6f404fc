import { createStore } from "zustand/vanilla";
import type { EventPayload, Studio } from "#contract/contract.ts";
import { GATEWAY_PORT, MOST_SERVED } from "#contract/gateway.ts";
import { ask, calm } from "../ask.ts";

export type GatewayState = EventPayload<"gateway.changed">;

/** The switch of our own gateway, and what it says of itself. */
export function createGateway(
  studio: Studio,
  connected: () => readonly { readonly device: { readonly id: string } }[],
) {
  const store = createStore<{ readonly gateway: GatewayState | null; readonly busy: boolean }>(() => ({
    gateway: null,
    busy: false,
  }));
  studio.on("gateway.changed", (gateway) => store.setState({ gateway }));

  const start = async (network: boolean) => {
    if (store.getState().busy) return;
    store.setState({ busy: true });
    const deviceIds = connected()
      .slice(0, MOST_SERVED)
      .map(({ device }) => device.id);
    await ask(studio.call("gateway.start", { port: GATEWAY_PORT, network, deviceIds }));
    store.setState({ busy: false });
  };
  const stop = async () => {
    store.setState({ busy: true });
    await calm(studio.call("gateway.stop", undefined));
    store.setState({ busy: false });
  };
  return {
    store,
    start,
    toggle: () => (store.getState().gateway?.running ? stop() : start(false)),
    async refresh() {
      const gateway = await calm(studio.call("gateway.state", undefined));
      if (gateway) store.setState({ gateway });
    },
  };
}

export type Gateway = ReturnType<typeof createGateway>;

/** What another Ringside, or another program, is given to find it. */
export function addressToGive({ address, token }: GatewayState): string {
  return token === null ? (address ?? "") : `${address}?token=${token}`;
}
