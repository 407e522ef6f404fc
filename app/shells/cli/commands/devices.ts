import type { Output } from "#contract/contract.ts";
import { HANDS, type Hand } from "#domain/hands.ts";
import { ProblemError } from "#domain/problems.ts";
import { text } from "../../common/text.ts";
import { type Report, table } from "../report.ts";
import { type CliContext, type StudioSession, withStudio } from "../studioSession.ts";

type Kind = Output<"device.find">[number]["device"]["kind"];

/**
 * What a scan finds, and what is remembered. JSON: an array of
 * `{ id, name, kind, simulated, detail, hand, present, remembered, rssi_dbm }`.
 */
export function listDevices(context: CliContext, kinds: readonly Kind[] | undefined): Promise<Report> {
  return withStudio(context, async ({ client }) => {
    const found = await client.call("device.find", kinds === undefined ? {} : { kinds: [...kinds] });
    const rows = found.map(({ device, detail, hand, present }) => [
      device.id,
      device.name,
      detail,
      hand ?? "",
      text(present ? "cli.device.present" : "cli.device.absent"),
    ]);
    const heading = ["id", "device", "detail", "hand", "present"].map((column) => text(`cli.column.${column}`));
    return {
      json: found.map(({ device, ...rest }) => ({ ...device, ...rest })),
      lines: found.length === 0 ? [text("cli.devices.none")] : table(heading, rows),
    };
  });
}

/** Says which hand a remembered glove is on; `none` takes that back. JSON: `{ id, hand }`. */
export function setDeviceHand(context: CliContext, deviceId: string, hand: string): Promise<Report> {
  if (hand !== "none" && !HANDS.includes(hand as Hand)) throw new ProblemError("cli.noSuchHand", { hand });
  return withStudio(context, async (session) => {
    const { client } = session;
    await requireRemembered(session, deviceId);
    await client.call("device.setHand", { deviceId, hand: hand === "none" ? null : (hand as Hand) });
    return { json: { id: deviceId, hand: hand === "none" ? null : hand }, lines: [text("cli.device.handSet")] };
  });
}

/** Takes a glove off the list of remembered ones. JSON: `{ id }`. */
export function forgetDevice(context: CliContext, deviceId: string): Promise<Report> {
  return withStudio(context, async (session) => {
    await requireRemembered(session, deviceId);
    await session.client.call("device.forget", { deviceId });
    return { json: { id: deviceId }, lines: [text("cli.device.forgotten")] };
  });
}

/** @throws ProblemError cli.noSuchDevice */
async function requireRemembered({ client }: StudioSession, deviceId: string): Promise<void> {
  const found = await client.call("device.find", {});
  if (!found.some(({ device, remembered }) => remembered && device.id === deviceId)) {
    throw new ProblemError("cli.noSuchDevice", { device: deviceId });
  }
}
