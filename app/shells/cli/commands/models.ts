import type { Output } from "#contract/contract.ts";
import { ProblemError } from "#domain/problems.ts";
import type { Client } from "../../common/client.ts";
import { text } from "../../common/text.ts";
import { type Report, table } from "../report.ts";
import { type CliContext, type ProjectChoice, withProject } from "../studioSession.ts";
import { describeModel } from "./train.ts";

type ListedModel = Output<"model.list">[number];

/** The models of a project, newest first. JSON: an array of models with `stale`: what changed since they were made. */
export function listModels(context: CliContext, wish: ProjectChoice): Promise<Report> {
  return withProject(context, wish, async ({ client }) => {
    const models = await client.call("model.list", undefined);
    const head = ["name", "id", "f1Int8", "f1Float", "stale"].map((key) => text(`cli.models.${key}`));
    const rows = models.map(({ name, id, made, stale }) => [
      name,
      id.slice(0, 8),
      made === null ? "" : (100 * made.int8.f1).toFixed(1),
      made === null ? "" : (100 * made.float.f1).toFixed(1),
      stale.map((what) => text(`cli.models.stale.${what}`)).join(", "),
    ]);
    return {
      json: models,
      lines: models.length === 0 ? [text("cli.models.none")] : table(head, rows, [2, 3]),
    };
  });
}

/** One model with its scores. JSON: as in the list. */
export function showModel(context: CliContext, model: string, wish: ProjectChoice): Promise<Report> {
  return withProject(context, wish, async ({ client }) => {
    const found = await findModel(client, model);
    return { json: found, lines: describeModel(found) };
  });
}

/** JSON: the model under its new name. */
export function renameModel(context: CliContext, model: string, name: string, wish: ProjectChoice): Promise<Report> {
  return withProject(context, wish, async ({ client }) => {
    const { id: modelId } = await findModel(client, model);
    const renamed = await client.ask("model.rename", { modelId, name });
    return { json: renamed, lines: [text("cli.models.renamed", { name: renamed.name })] };
  });
}

/** Takes a model out of the project; undo brings it back. JSON: `{ removed: id }`. */
export function removeModel(context: CliContext, model: string, wish: ProjectChoice): Promise<Report> {
  return withProject(context, wish, async ({ client }) => {
    const { id: modelId, name } = await findModel(client, model);
    await client.ask("model.remove", { modelId });
    return { json: { removed: modelId }, lines: [text("cli.models.removed", { name })] };
  });
}

/** By id, its beginning (four characters or more), or name. @throws ProblemError cli.noSuchModel, cli.ambiguousModel */
export async function findModel(client: Client, wanted: string): Promise<ListedModel> {
  const models = await client.call("model.list", undefined);
  const [found, ...others] = models.filter(
    ({ id, name }) => id === wanted || name === wanted || (wanted.length >= 4 && id.startsWith(wanted.toLowerCase())),
  );
  if (found === undefined) throw new ProblemError("cli.noSuchModel", { model: wanted });
  if (others.length > 0) throw new ProblemError("cli.ambiguousModel", { model: wanted, count: others.length + 1 });
  return found;
}
