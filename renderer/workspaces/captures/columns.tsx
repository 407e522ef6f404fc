import { CircleDot, TriangleAlert } from "lucide-react";
import { type CaptureSummary, reviewState } from "#domain/captures.ts";
import { FIELD_PREFIX, type FixedColumn } from "../../queue/view.ts";
import { DistributionBar } from "../../ui/DistributionBar.tsx";
import { count, duration, moment, rate } from "../../ui/figures.ts";
import { LabelMark } from "../../ui/LabelMark.tsx";
import { Badge } from "../../ui/Marks.tsx";
import { ReviewMark } from "../../ui/ReviewMark.tsx";
import type { TableColumn } from "../../ui/table/Table.tsx";
import { text } from "../../ui/text.ts";
import { health } from "../shared/health.ts";
import { PERSON } from "../shared/known.ts";
import styles from "./Captures.module.css";
import { RenameField } from "./RenameField.tsx";

type Column = TableColumn<CaptureSummary>;

function fixed(renaming: string | null): Readonly<Record<FixedColumn, Omit<Column, "id" | "words">>> {
  return {
    name: {
      width: "1fr",
      minWidth: 160,
      hideable: false,
      cell: (capture) =>
        capture.id === renaming ? (
          <RenameField capture={capture} />
        ) : (
          <span className={styles.name}>{capture.name}</span>
        ),
    },
    state: { width: 104, cell: (capture) => <State capture={capture} /> },
    labels: { width: 112, cell: (capture) => <DistributionBar labels={capture.labelCounts} /> },
    label: { width: 104, cell: (capture) => capture.label !== null && <LabelMark label={capture.label} /> },
    proposals: { width: 76, numeric: true, cell: ({ proposals }) => (proposals > 0 ? count(proposals) : "") },
    videos: { width: 60, numeric: true, cell: ({ videos }) => (videos > 0 ? count(videos) : "") },
    length: { width: 76, numeric: true, cell: (capture) => duration(capture.durationUs) },
    rate: {
      width: 84,
      numeric: true,
      cell: (capture) => [...new Set(capture.streams.map((stream) => rate(stream.clock.rateHz)))].join(" · "),
    },
    streams: { width: 64, cell: (capture) => <Hands capture={capture} /> },
    device: { width: 128, cell: (capture) => <Devices capture={capture} /> },
    health: {
      width: 88,
      cell: (capture) => {
        const { tone, words } = health(capture);
        return <Badge tone={tone}>{words}</Badge>;
      },
    },
    created: { width: 136, numeric: true, cell: (capture) => moment(capture.createdAtMs) },
  };
}

/** What a metadata field is called. */
export function fieldWords(field: string): string {
  return field === PERSON ? text("record.person") : field;
}

/** Fields of one's own stand after the label. */
const PERSONAL_AT = 4;

/** The columns of the table: the fixed ones and one for each metadata field. */
export function tableColumns(fields: readonly string[], renaming: string | null): readonly Column[] {
  const own = fields.map(
    (field): Column => ({
      id: FIELD_PREFIX + field,
      words: fieldWords(field),
      width: 104,
      cell: (capture) => capture.metadata[field] ?? "",
    }),
  );
  const base = Object.entries(fixed(renaming)).map(([id, rest]) => ({
    id,
    words: text(`captures.column.${id as FixedColumn}`),
    ...rest,
  }));
  // Name and state of work first, what a person wrote next to them, when it was made at the end.
  return [...base.slice(0, PERSONAL_AT), ...own, ...base.slice(PERSONAL_AT)];
}

/** Where the work on it stands; a capture that is not whole yet says that instead. */
function State({ capture }: { readonly capture: CaptureSummary }) {
  const { state } = capture;
  if (state === "finished") return <ReviewMark state={reviewState(capture)} />;
  const Icon = state === "recording" ? CircleDot : TriangleAlert;
  return (
    <span className={styles.state} data-state={state}>
      <Icon size={14} aria-hidden />
      {text(`captures.state.${state}`)}
    </span>
  );
}

function Hands({ capture }: { readonly capture: CaptureSummary }) {
  return capture.streams.map(({ id, hand }) => (
    <Badge key={id}>{hand === null ? text("hand.unknown.letter") : text(`hand.${hand}.letter`)}</Badge>
  ));
}

function Devices({ capture }: { readonly capture: CaptureSummary }) {
  const names = [...new Set(capture.streams.map(({ device }) => device.name))];
  return (
    <>
      {capture.simulated && <Badge tone="simulated">{text("device.simulated")}</Badge>}
      <span className={styles.devices}>{names.join(", ")}</span>
    </>
  );
}
