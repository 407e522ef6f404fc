import type { EventPayload } from "#contract/contract.ts";
import { MOST_SERVED } from "#contract/gateway.ts";
import { text } from "../../common/text.ts";
import type { Report } from "../report.ts";
import { type CliContext, withStudio } from "../studioSession.ts";
import { connect, type SimulatedWish, type SourceWish } from "./connect.ts";

export interface GatewayWish {
  readonly sources: readonly SourceWish[];
  readonly simulated: SimulatedWish;
  readonly port: number;
  /** Whether other machines may ask too, with the token. */
  readonly network: boolean;
}

/**
 * Connects the sources and serves them over HTTP until Ctrl+C. JSON: first `{ address, token, devices }`, at the end
 * `{ rowsSent }`.
 */
export function gateway(context: CliContext, wish: GatewayWish, json: boolean): Promise<Report> {
  const { terminal, signal } = context;
  return withStudio(context, async (session) => {
    const { client, host } = session;
    for (const source of wish.sources) {
      terminal.progress(text("cli.record.connecting", { source: source.source }));
      await connect(session, source, wish.simulated);
    }
    terminal.progress(null);
    const devices = (await client.call("device.list", undefined)).slice(0, MOST_SERVED);
    const deviceIds = devices.map(({ device }) => device.id);
    const { address, token } = await client.ask("gateway.start", {
      port: wish.port,
      network: wish.network,
      deviceIds,
    });
    if (json) terminal.out(JSON.stringify({ address, token, devices: deviceIds }));
    else {
      const whole = token === null ? address! : `${address}?token=${token}`;
      terminal.out(text("cli.gateway.serving", { gloves: devices.map(({ device }) => device.name).join(", ") }));
      terminal.out(text("cli.gateway.address", { address: whole }));
      terminal.out(text("cli.gateway.stop"));
    }
    const unsubscribe = host.onEvent((name, payload) => {
      if (name !== "gateway.changed") return;
      const { clients, rowsSent } = payload as EventPayload<"gateway.changed">;
      terminal.progress(text("cli.gateway.running", { clients, rows: rowsSent }));
    });
    if (!signal.aborted) await new Promise((done) => signal.addEventListener("abort", done, { once: true }));
    unsubscribe();
    terminal.progress(null);
    const { rowsSent } = await client.call("gateway.state", undefined);
    await client.call("gateway.stop", undefined);
    return { json: { rowsSent }, lines: [text("cli.gateway.done", { rows: rowsSent })] };
  });
}
