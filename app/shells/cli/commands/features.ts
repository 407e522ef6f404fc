import { resolve } from "node:path";
import type { MapPoint } from "#contract/learning.ts";
import { BY_PERSON } from "#domain/learning/dataset.ts";
import type { FeatureSet } from "#domain/learning/plan.ts";
import { unwrap } from "../../common/client.ts";
import { text } from "../../common/text.ts";
import { asJob } from "../job.ts";
import { type Report, table } from "../report.ts";
import { type CliContext, type ProjectSession, withProject } from "../studioSession.ts";
import { type CutWish, cutPlan } from "./cutPlan.ts";
import { mutable, type QueryWish, queryOf } from "./dataset.ts";

export interface FeaturesWish extends QueryWish, CutWish {
  readonly features: FeatureSet;
  readonly map?: "pca" | "umap";
  readonly seed?: number;
  readonly to?: string;
}

/** The most telling ones: a person reads no more. */
const SHOWN = 20;
/** More than half of the neighbours have another label. */
const ODD = 0.5;

/**
 * Features by label, or all segments on a map, or (with `to`) a file with one row a segment. JSON: as `features.table` or
 * `features.map` of the contract, or `{ file, segments, features }`.
 */
export function features(context: CliContext, wish: FeaturesWish): Promise<Report> {
  return withProject(context, wish, async (session) => {
    const asked = await askedBy(session, wish);
    if (wish.to !== undefined) return exported(session, asked, resolve(wish.to));
    const working = <T>(work: (jobId: string) => Promise<T>) =>
      asJob(context, session, (percent) => text("cli.features.working", { percent }), work);
    const { client } = session;
    if (wish.map !== undefined) {
      const more = { method: wish.map, seed: wish.seed ?? 1 };
      return mapReport(
        await working((jobId) => client.ask("features.map", { ...asked, ...more, jobId })),
        await client.call("capture.list", { deleted: false }),
      );
    }
    const found = await working((jobId) => client.ask("features.table", { ...asked, jobId }));
    const rows = found.features
      .slice(0, SHOWN)
      .map(({ id, f, classes }) => [
        id,
        f === null ? "∞" : f.toFixed(1),
        classes.map(({ label, mean, deviation }) => `${label} ${short(mean)} ± ${short(deviation)}`).join(", "),
      ]);
    const head = ["feature", "f", "byLabel"].map((column) => text(`cli.features.${column}`));
    const counts = { segments: found.segments, features: found.features.length };
    return { json: found, lines: [...table(head, rows, [1]), "", text("cli.features.measured", counts)] };
  });
}

async function askedBy(session: ProjectSession, wish: FeaturesWish) {
  const query = mutable(await queryOf(session, wish));
  const { captures } = await session.client.ask("dataset.preview", {
    query,
    split: { ...BY_PERSON, groupBy: { kind: "capture" } },
    classes: [],
  });
  return { query, set: wish.features, plan: cutPlan(captures, wish) };
}

async function exported(
  { host }: ProjectSession,
  asked: Awaited<ReturnType<typeof askedBy>>,
  file: string,
): Promise<Report> {
  const counts = unwrap(await host.exportFeatures(asked, file));
  return { json: { file, ...counts }, lines: [text("cli.features.written", { file, ...counts })] };
}

function mapReport(
  found: { readonly points: readonly MapPoint[]; readonly explained: readonly number[] | null },
  captures: readonly { readonly id: string; readonly name: string }[],
): Report {
  const odd = found.points.filter((point) => point.odd > ODD).sort((a, b) => b.odd - a.odd);
  const rows = odd.map(({ captureId, label, startUs, odd: share }) => [
    captures.find(({ id }) => id === captureId)?.name ?? captureId,
    (startUs / 1e6).toFixed(3),
    label,
    `${Math.round(100 * share)} %`,
  ]);
  const head = ["capture", "start", "label", "oddShare"].map((column) => text(`cli.features.${column}`));
  return {
    json: found,
    lines: [
      ...(rows.length === 0 ? [] : [...table(head, rows, [1, 3]), ""]),
      text("cli.features.odd", { count: odd.length, all: found.points.length }),
    ],
  };
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}
