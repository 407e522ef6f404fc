import { readFile } from "node:fs/promises";
import { z } from "zod";
import { calls } from "#contract/contract.ts";
import { type LabelScheme, TIERS } from "#domain/labeling/scheme.ts";
import { ProblemError } from "#domain/problems.ts";
import { text } from "../../common/text.ts";
import { type Report, table } from "../report.ts";
import { type CliContext, type ProjectChoice, withProject } from "../studioSession.ts";

/** What `scheme set` takes: the scheme as `scheme show --json` prints it, and renames where there are some. */
const schemeFile = calls["scheme.set"].input.shape.scheme.extend({
  renames: calls["scheme.set"].input.shape.renames.optional(),
});

/** JSON: the label scheme `{ punch, quality, handKeys }`, labels with name, colour and key. */
export function showScheme(context: CliContext, options: ProjectChoice): Promise<Report> {
  return withProject(context, options, async ({ client }) => schemeReport(await client.call("scheme.get", undefined)));
}

/** Prints the scheme as it is afterwards. @throws ProblemError scheme.badFile, scheme.sameName, scheme.sameKey */
export function setScheme(context: CliContext, file: string, options: ProjectChoice): Promise<Report> {
  return withProject(context, options, async ({ client }) => {
    const { renames = [], ...scheme } = await readScheme(file);
    await client.ask("scheme.set", { scheme, renames });
    return schemeReport(await client.call("scheme.get", undefined));
  });
}

async function readScheme(file: string): Promise<z.output<typeof schemeFile>> {
  try {
    return schemeFile.parse(JSON.parse(await readFile(file, "utf8")));
  } catch (error) {
    const message =
      error instanceof z.ZodError ? z.prettifyError(error) : error instanceof Error ? error.message : String(error);
    throw new ProblemError("scheme.badFile", { file, message }, { cause: error });
  }
}

function schemeReport(scheme: LabelScheme): Report {
  const heading = ["tier", "label", "key", "colour"].map((column) => text(`cli.scheme.${column}`));
  const rows = TIERS.flatMap((tier) => scheme[tier].map(({ name, key, colour }) => [tier, name, key ?? "", colour]));
  const hands = Object.entries(scheme.handKeys).map(([hand, key]) => [text("cli.scheme.hand"), hand, key ?? "", ""]);
  return { json: scheme, lines: table(heading, [...rows, ...hands]) };
}
