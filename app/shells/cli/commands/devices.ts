import type { Output } from "#contract/contract.ts";
import { text } from "../../common/text.ts";
import { type Report, table } from "../report.ts";
import { type CliContext, withStudio } from "../studioSession.ts";

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
