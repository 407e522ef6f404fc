import type { Client } from "../../common/client.ts";
import { text } from "../../common/text.ts";
import { captureJson, captureTable } from "../captureReport.ts";
import type { Report } from "../report.ts";
import { type CliContext, findCapture, findCaptures, type ProjectChoice, withProject } from "../studioSession.ts";

/** Every edit prints the captures as they are afterwards. JSON: an array of CaptureJson. */
async function after(client: Client, captureIds: readonly string[], deleted = false): Promise<Report> {
  const captures = await client.call("capture.list", { deleted });
  const edited = captures.filter(({ id }) => captureIds.includes(id));
  return { json: edited.map(captureJson), lines: captureTable(edited) };
}

export function renameCapture(context: CliContext, capture: string, name: string, options: ProjectChoice) {
  return withProject(context, options, async ({ client }) => {
    const { id: captureId } = await findCapture(client, capture);
    await client.ask("capture.rename", { captureId, name });
    return after(client, [captureId]);
  });
}

/** `label` null takes the label away. */
export function labelCaptures(
  context: CliContext,
  label: string | null,
  captures: readonly string[],
  options: ProjectChoice,
): Promise<Report> {
  return withProject(context, options, async ({ client }) => {
    const captureIds = await idsOf(client, captures);
    await client.ask("capture.setLabel", { captureIds, label });
    return after(client, captureIds);
  });
}

/** An empty value removes its field. */
export function setMetadata(
  context: CliContext,
  metadata: Readonly<Record<string, string>>,
  captures: readonly string[],
  options: ProjectChoice,
): Promise<Report> {
  return withProject(context, options, async ({ client }) => {
    const captureIds = await idsOf(client, captures);
    await client.ask("capture.setMetadata", { captureIds, metadata });
    return after(client, captureIds);
  });
}

export function deleteCaptures(context: CliContext, captures: readonly string[], options: ProjectChoice) {
  return withProject(context, options, async ({ client }) => {
    const captureIds = await idsOf(client, captures);
    await client.ask("capture.delete", { captureIds });
    return after(client, captureIds, true);
  });
}

export function restoreCaptures(context: CliContext, captures: readonly string[], options: ProjectChoice) {
  return withProject(context, options, async ({ client }) => {
    const captureIds = await idsOf(client, captures, true);
    await client.ask("capture.restore", { captureIds });
    return after(client, captureIds);
  });
}

/** Says that somebody has looked at all of them, or with `not` takes that back. */
export function reviewCaptures(
  context: CliContext,
  captures: readonly string[],
  { not = false, ...options }: ProjectChoice & { readonly not?: boolean },
): Promise<Report> {
  return withProject(context, options, async ({ client }) => {
    const captureIds = await idsOf(client, captures);
    await client.ask("capture.setReviewed", { captureIds, reviewed: !not });
    return after(client, captureIds);
  });
}

/**
 * The last edit of the project or, with a capture, the last that touched it.
 * JSON: `{ edit: string | null }`, the edit that was undone or done again.
 */
export function stepHistory(
  context: CliContext,
  direction: "undo" | "redo",
  { capture, ...options }: ProjectChoice & { readonly capture?: string },
): Promise<Report> {
  return withProject(context, options, async ({ client }) => {
    const captureId = capture === undefined ? null : (await findCapture(client, capture)).id;
    const step = await client.ask(`history.${direction}`, { captureId });
    if (step === null) return { json: { edit: null }, lines: [text(`cli.${direction}.none`)] };
    const edit = text(`history.${step.code}`, step.detail);
    return { json: { edit }, lines: [text(`cli.${direction}.done`, { edit })] };
  });
}

/**
 * Recordings that a crash cut short. Without a decision they are listed; with one, those named (all, where none is)
 * are kept as ordinary captures or put in the bin.
 */
export function recoverCaptures(
  context: CliContext,
  captures: readonly string[],
  options: ProjectChoice & { decision: "keep" | "delete" | null },
): Promise<Report> {
  return withProject(context, options, async ({ client, project: { interrupted } }) => {
    const { decision } = options;
    if (decision === null) {
      const lines = interrupted.length === 0 ? [text("cli.recover.none")] : captureTable(interrupted);
      return { json: interrupted.map(captureJson), lines };
    }
    const chosen = captures.length === 0 ? interrupted : await findCaptures(client, captures);
    for (const { id } of chosen) await client.ask("capture.settle", { captureId: id, decision });
    return after(
      client,
      chosen.map(({ id }) => id),
      decision === "delete",
    );
  });
}

async function idsOf(client: Client, captures: readonly string[], deleted = false): Promise<string[]> {
  return (await findCaptures(client, captures, { deleted })).map(({ id }) => id);
}
