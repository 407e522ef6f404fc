import type { Studio } from "#contract/contract.ts";
import type { CaptureSummary } from "#domain/captures.ts";
import type { Problem } from "#domain/problems.ts";
import type { Comparing } from "./comparing.ts";
import { type CompareItem, segmentItems, wholeItems } from "./items.ts";

const AT_ONCE = 4;

export type Wish = Pick<Comparing, "what" | "scope" | "segmentIds" | "captureIds">;

/** The captures that a wish speaks of, oldest first. Those that have no label are not asked for segments. */
export function wishedCaptures(captures: readonly CaptureSummary[], { what, scope, captureIds }: Wish) {
  const ids = new Set(captureIds);
  const wished = scope === "project" ? captures : captures.filter(({ id }) => ids.has(id));
  return wished
    .filter(({ labelCounts }) => what === "captures" || scope === "segments" || Object.keys(labelCounts).length > 0)
    .toSorted((a, b) => a.createdAtMs - b.createdAtMs);
}

export interface ReadItems {
  readonly items: readonly CompareItem[];
  /** Of the captures whose labels could not be read, the last one's. */
  readonly problem: Problem | null;
}

/** Everything that a wish speaks of. @throws where the host cannot be reached */
export async function readItems(
  studio: Pick<Studio, "call">,
  captures: readonly CaptureSummary[],
  wish: Wish,
): Promise<ReadItems> {
  const wished = wishedCaptures(captures, wish);
  if (wish.what === "captures") return { items: wished.flatMap(wholeItems), problem: null };
  const ids = wish.scope === "segments" ? new Set(wish.segmentIds) : undefined;
  const found: CompareItem[][] = wished.map(() => []);
  let problem: Problem | null = null;
  let next = 0;
  const work = async () => {
    while (next < wished.length) {
      const at = next++;
      const capture = wished[at]!;
      const outcome = await studio.call("label.tracks", { captureId: capture.id });
      if (outcome.ok) found[at] = segmentItems(capture, outcome.value, ids);
      else problem = outcome.problem;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { items: found.flat(), problem };
}
