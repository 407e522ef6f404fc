import { unwrap } from "../../common/client.ts";
import { text } from "../../common/text.ts";
import type { Report } from "../report.ts";
import { type CliContext, type ProjectChoice, withProject } from "../studioSession.ts";
import { findModel } from "./models.ts";

/** Writes the networks of a model. JSON: an array of `{ hands, file, planFile, bytes }`. */
export function exportModel(context: CliContext, model: string, out: string, wish: ProjectChoice): Promise<Report> {
  return withProject(context, wish, async ({ client, host }) => {
    const { id } = await findModel(client, model);
    const written = unwrap(await host.exportNetworks(id, out));
    return { json: written, lines: written.map(({ file, planFile }) => text("cli.export.wrote", { file, planFile })) };
  });
}
