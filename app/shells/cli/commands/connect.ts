import type { SimulatedOptions } from "#contract/devices.ts";
import type { Hand } from "#domain/hands.ts";
import { ProblemError } from "#domain/problems.ts";
import { unwrap } from "../../common/client.ts";
import { findCapture, type StudioSession } from "../studioSession.ts";

/** What a command line may ask of the simulated gloves; what it leaves out stays as the studio has it. */
export type SimulatedWish = { readonly [K in keyof SimulatedOptions]?: SimulatedOptions[K] | undefined };

export interface SourceWish {
  /**
   * `simulated`, `serial:PATH`, `gateway:URL`, `replay:CAPTURE`, `csv:PATH`, or the id of a device as `ringside devices`
   * shows it.
   */
  readonly source: string;
  /** The hand that the glove is on; both only where it is simulated. */
  readonly hand: Hand | "both" | undefined;
}

/**
 * Connects what a wish names: one device, or more where it means more (both simulated gloves, all of a capture).
 * @throws ProblemError cli.badSource and those of device.connect
 */
export async function connect(
  session: StudioSession,
  { source, hand }: SourceWish,
  simulated: SimulatedWish,
): Promise<void> {
  const { host, client } = session;
  const [kind, rest] = splitOnce(source);
  if (kind === "simulated" && rest === "") return connectSimulated(session, { ...simulated, hands: hand });
  if (rest === "") throw new ProblemError("cli.badSource", { source });

  let deviceIds = [source];
  if (kind === "serial" && isPath(rest)) host.allowSerialPath(rest);
  if (kind === "replay") {
    const { id: captureId } = await findCapture(client, rest);
    ({ deviceIds } = await client.ask("simulated.replay", { captureId, speed: 1 }));
  }
  if (kind === "csv") deviceIds = [...unwrap(await host.offerCsv(rest, { rateHz: simulated.rateHz }))];
  if (kind === "gateway") {
    const { device } = await client.ask("device.connectAddress", { address: rest });
    deviceIds = [device.id];
  } else for (const deviceId of deviceIds) await client.ask("device.connect", { deviceId });
  if (hand === "both") throw new ProblemError("cli.bothHands", { source });
  if (hand !== undefined) for (const deviceId of deviceIds) await client.call("device.setHand", { deviceId, hand });
}

/** The studio's own wishes for the simulated gloves are put back: a command must not change what the screen shows. */
async function connectSimulated({ client }: StudioSession, wish: SimulatedWish): Promise<void> {
  const { options: before, people } = await client.call("simulated.options", undefined);
  if (wish.person !== undefined && !people.includes(wish.person)) {
    throw new ProblemError("cli.noSuchPerson", { person: wish.person, people: people.join(", ") });
  }
  const asked = Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined));
  await client.call("simulated.configure", { ...before, ...asked });
  try {
    const gloves = await client.call("device.find", { kinds: ["simulated"] });
    for (const { device } of gloves) await client.ask("device.connect", { deviceId: device.id });
  } finally {
    await client.call("simulated.configure", before);
  }
}

/** Serial ports by path; anything else after `serial:` is the id of a glove, which outlives its port. */
function isPath(text: string): boolean {
  return text.startsWith("/") || text.startsWith("\\\\") || /^COM\d+$/i.test(text);
}

function splitOnce(text: string): [string, string] {
  const at = text.indexOf(":");
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}
