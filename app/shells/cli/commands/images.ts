import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { bulkPaths } from "#contract/bulk.ts";
import type { Output } from "#contract/contract.ts";
import type { Hand } from "#domain/hands.ts";
import { ProblemError } from "#domain/problems.ts";
import { unwrap } from "../../common/client.ts";
import { text } from "../../common/text.ts";
import { asJob } from "../job.ts";
import { type Report, table } from "../report.ts";
import { type CliContext, type ProjectChoice, type StudioSession, withProject, withStudio } from "../studioSession.ts";
import { findModel } from "./models.ts";

type Image = Output<"image.list">[number];

/** The images that the studio keeps, newest first. JSON: an array as the contract has it. */
export function listImages(context: CliContext): Promise<Report> {
  return withStudio(context, async ({ client }) => {
    const images = await client.call("image.list", undefined);
    const heading = ["id", "name", "firmware", "bytes", "room"].map((column) => text(`cli.column.${column}`));
    const rows = images.map(({ id, name, firmware, bytes, slotBytes }) => [
      id.slice(0, 8),
      name,
      firmware ?? "",
      String(bytes),
      slotBytes === null ? "" : String(slotBytes),
    ]);
    return { json: images, lines: images.length === 0 ? [text("cli.images.none")] : table(heading, rows, [3, 4]) };
  });
}

/** Keeps a built program. JSON: the image. */
export function addImage(context: CliContext, file: string): Promise<Report> {
  return withStudio(context, async (session) => described(await keep(session, file)));
}

/** JSON: `{ removed: id }`. */
export function removeImage(context: CliContext, wanted: string): Promise<Report> {
  return withStudio(context, async (session) => {
    const { id: imageId, name } = await findImage(session, wanted);
    await session.client.ask("image.remove", { imageId });
    return { json: { removed: imageId }, lines: [text("cli.images.removed", { name })] };
  });
}

export interface CompileWish extends ProjectChoice {
  readonly sketch: "data_capture" | "recognition";
  readonly model?: string;
  readonly hand?: Hand;
}

/** Compiles a sketch of ours with arduino-cli. JSON: the image. */
export function compileImage(context: CliContext, { sketch, model, hand, project }: CompileWish): Promise<Report> {
  const compile = async (session: StudioSession, chosen: { modelId: string; hand: Hand | null } | null) => {
    const words = () => text("cli.images.compiling");
    const answer = await asJob(context, session, words, (jobId) =>
      session.client.call("image.compile", { sketch, model: chosen, jobId }),
    );
    return described(unwrap(answer));
  };
  if (model === undefined) return withStudio(context, (session) => compile(session, null));
  return withProject(context, { project }, async (session) => {
    const { id: modelId } = await findModel(session.client, model);
    return compile(session, { modelId, hand: hand ?? null });
  });
}

/**
 * A kept image by id, its beginning (four characters or more) or name; a `.bin` file is kept first.
 * @throws ProblemError cli.noSuchImage, cli.ambiguousImage, those of image.add
 */
export async function findImage(session: StudioSession, wanted: string): Promise<Image> {
  const images = await session.client.call("image.list", undefined);
  const [found, ...others] = images.filter(
    ({ id, name }) => id === wanted || name === wanted || (wanted.length >= 4 && id.startsWith(wanted.toLowerCase())),
  );
  if (others.length > 0) throw new ProblemError("cli.ambiguousImage", { image: wanted, count: others.length + 1 });
  if (found !== undefined) return found;
  if (wanted.endsWith(".bin")) return keep(session, wanted);
  throw new ProblemError("cli.noSuchImage", { image: wanted });
}

async function keep({ host, client }: StudioSession, file: string): Promise<Image> {
  const bytes = await readFile(file).catch((error: Error) => {
    throw new ProblemError("image.unreadable", { file, message: error.message });
  });
  const upload = randomUUID();
  const request = new Request(`http://host/${bulkPaths.imageBytes(upload)}`, { method: "POST", body: bytes });
  const answer = await host.fetch(request);
  if (!answer.ok) throw new ProblemError("image.unreadable", { file, message: await answer.text() });
  return client.ask("image.add", { name: basename(file), upload });
}

function described(image: Image): Report {
  const { id, name, firmware, bytes, slotBytes } = image;
  const told = { name, id: id.slice(0, 8), bytes, firmware: firmware ?? "none", room: slotBytes ?? 0 };
  return { json: image, lines: [text("cli.images.kept", told)] };
}
