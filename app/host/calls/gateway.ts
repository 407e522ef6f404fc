import type { gatewayCalls } from "#contract/gateway.ts";
import type { Handlers } from "../api.ts";
import type { GatewayDesk } from "../gateway/gatewayDesk.ts";

export function gatewayHandlers(desk: GatewayDesk): Handlers<keyof typeof gatewayCalls> {
  return {
    "gateway.state": async () => desk.state(),
    "gateway.start": async (wish) => ({ ok: true, value: await desk.start(wish) }),
    "gateway.stop": () => desk.stop(),
  };
}
