import { CAPTURE_STATES, type CaptureSummary, REVIEW_STATES, type ReviewState, reviewState } from "#domain/captures.ts";
import { distributionOf } from "#domain/workQueue.ts";
import { HEALTHS, type Health, health } from "../workspaces/shared/health.ts";

/** Columns that every project has; a metadata field adds one of id `field:NAME`. */
export const FIXED_COLUMNS = [
  "state",
  "name",
  "labels",
  "label",
  "proposals",
  "videos",
  "length",
  "rate",
  "streams",
  "device",
  "health",
  "created",
] as const;
export type FixedColumn = (typeof FIXED_COLUMNS)[number];
export const FIELD_PREFIX = "field:";

export interface Filter {
  /** Found in name, label, devices or any field; upper and lower case are the same. */
  readonly words: string;
  /** A label, null for captures without one, undefined for all. */
  readonly label: string | null | undefined;
  readonly source: "all" | "simulated" | "real";
  readonly health: Health | "all";
  readonly state: ReviewState | "all";
  /** A value of a metadata field. */
  readonly field: { readonly name: string; readonly value: string } | null;
}

export const NO_FILTER: Filter = {
  words: "",
  label: undefined,
  source: "all",
  health: "all",
  state: "all",
  field: null,
};

export function matches(capture: CaptureSummary, filter: Filter): boolean {
  if (filter.label !== undefined && capture.label !== filter.label) return false;
  if (filter.source !== "all" && capture.simulated !== (filter.source === "simulated")) return false;
  if (filter.health !== "all" && health(capture).health !== filter.health) return false;
  if (filter.state !== "all" && reviewState(capture) !== filter.state) return false;
  if (filter.field !== null && capture.metadata[filter.field.name] !== filter.field.value) return false;
  const haystack = [
    capture.name,
    capture.label ?? "",
    ...capture.streams.map((stream) => stream.device.name),
    ...Object.values(capture.metadata),
  ]
    .join("\n")
    .toLowerCase();
  // Each word must be found somewhere: "anna jab" finds Anna's jabs.
  return filter.words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => haystack.includes(word));
}

const names = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

function keyOf(capture: CaptureSummary, column: string): string | number {
  if (column.startsWith(FIELD_PREFIX)) return capture.metadata[column.slice(FIELD_PREFIX.length)] ?? "";
  switch (column as FixedColumn) {
    case "state":
      // What still needs somebody comes first.
      return CAPTURE_STATES.indexOf(capture.state) * REVIEW_STATES.length + REVIEW_STATES.indexOf(reviewState(capture));
    case "name":
      return capture.name;
    case "labels":
      return distributionOf([capture]).segments;
    case "proposals":
      return capture.proposals;
    case "videos":
      return capture.videos;
    case "label":
      return capture.label ?? "";
    case "length":
      return capture.durationUs;
    case "rate":
      return Math.min(...capture.streams.map((stream) => stream.clock.rateHz));
    case "streams":
      return capture.streams.map((stream) => stream.hand ?? "").join();
    case "device":
      return capture.streams.map((stream) => stream.device.name).join();
    case "health":
      return HEALTHS.indexOf(health(capture).health);
    default:
      return capture.createdAtMs;
  }
}

export interface Order {
  readonly column: string;
  readonly direction: "ascending" | "descending";
}

/** Sorted by a column; what is empty always comes last, and equals keep the order that they came in. */
export function inOrder(captures: readonly CaptureSummary[], { column, direction }: Order): CaptureSummary[] {
  const sign = direction === "ascending" ? 1 : -1;
  const keyed = captures.map((capture) => ({ capture, key: keyOf(capture, column) }));
  keyed.sort((a, b) => {
    if (a.key === "" || b.key === "") return Number(a.key === "") - Number(b.key === "");
    return sign * (typeof a.key === "number" ? a.key - (b.key as number) : names.compare(a.key, String(b.key)));
  });
  return keyed.map(({ capture }) => capture);
}
