import type { Output } from "#contract/contract.ts";
import { VALIDATION_FILES, type ValidationFile } from "#contract/validation.ts";
import { ProblemError } from "#domain/problems.ts";
import { type Client, unwrap } from "../../common/client.ts";
import { text } from "../../common/text.ts";
import { type Report, table } from "../report.ts";
import { type CliContext, type ProjectChoice, withProject } from "../studioSession.ts";
import { percent } from "./validate.ts";

type Listed = Output<"validation.list">[number];

/** The results of a project, newest first. JSON: an array of results without captures, with `stale`. */
export function listResults(context: CliContext, wish: ProjectChoice): Promise<Report> {
  return withProject(context, wish, async ({ client }) => {
    const results = await client.call("validation.list", undefined);
    const head = ["id", "models", "made", "captures", "f1", "stale"].map((key) => text(`cli.results.${key}`));
    const rows = results.map(({ id, modelNames, createdAtMs, captureIds, total, stale }) => [
      id.slice(0, 8),
      modelNames.join(" > "),
      new Date(createdAtMs).toISOString().slice(0, 16),
      String(captureIds.length),
      percent(total.f1),
      stale.map((what) => text(`cli.results.stale.${what}`)).join(", "),
    ]);
    return { json: results, lines: rows.length === 0 ? [text("cli.results.none")] : table(head, rows, [3, 4]) };
  });
}

export interface ExportWish extends ProjectChoice {
  readonly to: string;
  /** Absent: all. */
  readonly files?: readonly ValidationFile[] | undefined;
}

/** A result as files. JSON: `{ files }`. */
export function exportResult(context: CliContext, result: string, wish: ExportWish): Promise<Report> {
  return withProject(context, wish, async ({ host, client }) => {
    const { id } = await findResult(client, result);
    const files = unwrap(await host.exportValidation(id, wish.to, wish.files ?? VALIDATION_FILES));
    return { json: { files }, lines: [...files] };
  });
}

/** Takes a result out of the project; undo brings it back. JSON: `{ removed: id }`. */
export function removeResult(context: CliContext, result: string, wish: ProjectChoice): Promise<Report> {
  return withProject(context, wish, async ({ client }) => {
    const { id, modelNames } = await findResult(client, result);
    await client.ask("validation.remove", { validationId: id });
    return { json: { removed: id }, lines: [text("cli.results.removed", { name: modelNames.join(" > ") })] };
  });
}

/** How two results differ on what both judged. JSON: `{ onlyFirst, onlySecond, both, neither, p, perClass }`. */
export function compareResults(
  context: CliContext,
  first: string,
  second: string,
  wish: ProjectChoice,
): Promise<Report> {
  return withProject(context, wish, async ({ client }) => {
    const ids = { first: (await findResult(client, first)).id, second: (await findResult(client, second)).id };
    const compared = await client.ask("validation.compare", ids);
    const { perClass, ...all } = compared;
    const rows = Object.entries(perClass).map(([label, { both, onlyFirst, onlySecond, neither, p }]) => [
      label,
      ...[both, onlyFirst, onlySecond, neither].map(String),
      p.toPrecision(3),
    ]);
    const head = ["class", "both", "onlyFirst", "onlySecond", "neither", "p"];
    const words = head.map((key) => text(`cli.results.compared.${key}`));
    const summary = text("cli.results.compared", { ...all, p: all.p.toPrecision(3) });
    return { json: compared, lines: [summary, "", ...table(words, rows, [1, 2, 3, 4, 5])] };
  });
}

/** The page of results, written to a file. JSON: `{ file }`. */
export function report(
  context: CliContext,
  results: readonly string[],
  out: string,
  wish: ProjectChoice,
): Promise<Report> {
  return withProject(context, wish, async ({ host, client }) => {
    const ids: string[] = [];
    for (const result of results) ids.push((await findResult(client, result)).id);
    const file = unwrap(await host.writeReport(ids, out));
    return { json: { file }, lines: [file] };
  });
}

/** By id or its beginning (four characters or more). @throws ProblemError cli.noSuchResult, cli.ambiguousResult */
export async function findResult(client: Client, wanted: string): Promise<Listed> {
  const results = await client.call("validation.list", undefined);
  const [found, ...others] = results.filter(
    ({ id }) => id === wanted || (wanted.length >= 4 && id.startsWith(wanted.toLowerCase())),
  );
  if (found === undefined) throw new ProblemError("cli.noSuchResult", { result: wanted });
  if (others.length > 0) throw new ProblemError("cli.ambiguousResult", { result: wanted, count: others.length + 1 });
  return found;
}

/** The newest result of this model alone that still holds; null where there is none. */
export async function newestResult(client: Client, modelId: string): Promise<Listed | null> {
  const results = await client.call("validation.list", undefined);
  return (
    results
      .filter(({ modelIds, stale }) => modelIds.length === 1 && modelIds[0] === modelId && stale.length === 0)
      .sort((a, b) => b.createdAtMs - a.createdAtMs)[0] ?? null
  );
}
