import { type DatasetQuery, EVERYTHING, type Split } from "#domain/learning/dataset.ts";
import { text } from "../../common/text.ts";
import { asJob } from "../job.ts";
import { type Report, table } from "../report.ts";
import {
  type CliContext,
  findCaptures,
  type ProjectChoice,
  type StudioSession,
  withProject,
} from "../studioSession.ts";

import { type CutWish, cutPlan } from "./cutPlan.ts";

/** Which captures; unsaid: all of the project. */
export interface QueryWish extends ProjectChoice {
  readonly captures: readonly string[];
  readonly label?: readonly string[];
  readonly meta?: Readonly<Record<string, string>>;
  readonly device?: readonly string[];
  readonly reviewed?: boolean;
  readonly track?: string;
}

/** Without `examples` nothing is cut. */
type DatasetWish = QueryWish & Omit<CutWish, "examples"> & Partial<CutWish> & { readonly split: Split };

/**
 * JSON: the preview, as `dataset.preview` of the contract gives it, and the query and split that were asked; with
 * `examples` also those, as `dataset.examples` gives them.
 */
export function dataset(context: CliContext, wish: DatasetWish): Promise<Report> {
  return withProject(context, wish, async (session) => {
    const query = await queryOf(session, wish);
    const { split } = wish;
    const asked = { query: mutable(query), split };
    const found = await session.client.ask("dataset.preview", { ...asked, classes: [] });
    const { examples: kind } = wish;
    const examples =
      kind === undefined
        ? null
        : await asJob(
            context,
            session,
            (percent) => text("cli.dataset.working", { percent }),
            (jobId) => {
              const plan = cutPlan(found.captures, { ...wish, examples: kind });
              return session.client.ask("dataset.examples", { ...asked, plan, jobId });
            },
          );
    const heads = (...columns: string[]) => columns.map((column) => text(`cli.dataset.${column}`));
    const captures = found.captures.map(({ name, group, labels }) => [name, group, labelsText(labels)]);
    const folds = found.folds.map(({ group, captures, segments }) => [group, String(captures), String(segments)]);
    const left = [
      ...found.excluded.map(({ name, reason, count }) => [name, text(`excluded.${reason}`), String(count)]),
      ...(examples?.excluded ?? []).map(({ name, reason, labels }) => [
        name,
        text(`excluded.${reason}`),
        labelsText(labels),
      ]),
    ];
    return {
      json: { query, split, ...found, ...(examples === null ? {} : { examples }) },
      lines: [
        ...table(heads("capture", "group", "labels"), captures),
        "",
        ...table(heads("heldOut", "captures", "segments"), folds, [1, 2]),
        ...(left.length === 0 ? [] : ["", ...table(heads("capture", "reason", "segments"), left, [2])]),
        ...(examples === null ? [] : ["", text("cli.dataset.examples", { labels: labelsText(examples.labels) })]),
        "",
        text("cli.dataset.hashes", { data: found.dataHash, labels: found.labelsHash }),
      ],
    };
  });
}

/** The captures that a command line means. @throws ProblemError cli.noSuchCapture, cli.ambiguousCapture */
export async function queryOf({ client }: StudioSession, wish: QueryWish): Promise<DatasetQuery> {
  const captures = await findCaptures(client, wish.captures);
  return {
    ...EVERYTHING,
    captureIds: captures.map(({ id }) => id),
    labels: wish.label ?? [],
    metadata: Object.fromEntries(Object.entries(wish.meta ?? {}).map(([field, values]) => [field, values.split("|")])),
    devices: wish.device ?? [],
    states: wish.reviewed ? ["reviewed"] : [],
    truthTrack: wish.track ?? null,
  };
}

/** As the contract takes it. */
export function mutable({ captureIds, labels, metadata, devices, states, truthTrack }: DatasetQuery) {
  return {
    captureIds: [...captureIds],
    labels: [...labels],
    metadata: Object.fromEntries(Object.entries(metadata).map(([field, values]) => [field, [...values]])),
    devices: [...devices],
    states: [...states],
    truthTrack,
  };
}

function labelsText(labels: Readonly<Record<string, number>>): string {
  return Object.entries(labels)
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([label, count]) => `${label} ${count}`)
    .join(", ");
}
