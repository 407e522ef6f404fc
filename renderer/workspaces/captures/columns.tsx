import { CircleDot, TriangleAlert } from "lucide-react";
import type { CaptureSummary } from "#domain/captures.ts";
import { duration, moment, rate } from "../../ui/figures.ts";
import { LabelMark } from "../../ui/LabelMark.tsx";
import { Badge } from "../../ui/Marks.tsx";
import type { TableColumn } from "../../ui/table/Table.tsx";
import { text } from "../../ui/text.ts";
import { health } from "../shared/health.ts";
import { PERSON } from "../shared/known.ts";
import styles from "./Captures.module.css";
import { RenameField } from "./RenameField.tsx";
import { FIELD_PREFIX, type FixedColumn } from "./view.ts";

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
    state: { width: 56, cell: (capture) => <StateMark state={capture.state} /> },
    label: { width: 112, cell: (capture) => capture.label !== null && <LabelMark label={capture.label} /> },
    length: { width: 84, numeric: true, cell: (capture) => duration(capture.durationUs) },
    rate: {
      width: 120,
      numeric: true,
      cell: (capture) => [...new Set(capture.streams.map((stream) => rate(stream.clock.rateHz)))].join(" · "),
    },
    streams: { width: 72, cell: (capture) => <Hands capture={capture} /> },
    device: { width: 210, cell: (capture) => <Devices capture={capture} /> },
    health: {
      width: 104,
      cell: (capture) => {
        const { tone, words } = health(capture);
        return <Badge tone={tone}>{words}</Badge>;
      },
    },
    created: { width: 132, numeric: true, cell: (capture) => moment(capture.createdAtMs) },
  };
}

/** The columns of the table: the fixed ones and one for each metadata field. */
export function tableColumns(fields: readonly string[], renaming: string | null): readonly Column[] {
  const own = fields.map(
    (field): Column => ({
      id: FIELD_PREFIX + field,
      words: field === PERSON ? text("record.person") : field,
      width: 104,
      cell: (capture) => capture.metadata[field] ?? "",
    }),
  );
  const base = Object.entries(fixed(renaming)).map(([id, rest]) => ({
    id,
    words: text(`captures.column.${id as FixedColumn}`),
    ...rest,
  }));
  // Name first, what a person wrote next to it, when it was made at the end.
  const [name, state, label, ...others] = base as [Column, Column, Column, ...Column[]];
  return [name, state, label, ...own, ...others];
}

function StateMark({ state }: { readonly state: CaptureSummary["state"] }) {
  if (state === "finished") return null;
  const words = text(`captures.state.${state}`);
  return (
    <span className={styles.state} data-state={state} title={words}>
      {state === "recording" ? <CircleDot aria-label={words} /> : <TriangleAlert aria-label={words} />}
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
