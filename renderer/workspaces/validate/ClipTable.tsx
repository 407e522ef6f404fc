import { useMemo, useState } from "react";
import type { Validation } from "#domain/validation/results.ts";
import { timingErrorMs } from "#domain/validation/timing.ts";
import { useApp, useOf } from "../../app/app.ts";
import { timeText } from "../../timeline/core/clockText.ts";
import { Button } from "../../ui/Button.tsx";
import { LabelMark } from "../../ui/LabelMark.tsx";
import { Table, type TableColumn } from "../../ui/table/Table.tsx";
import { text } from "../../ui/text.ts";
import { type Clip, clipsOf } from "./clips.ts";
import { nameOf } from "./nameOf.ts";
import { openClip } from "./openClip.ts";
import part from "./Part.module.css";
import { Part } from "./Part.tsx";

const WORST_FIRST = { column: "capture", direction: "ascending" } as const;

/** The clips of a cell of the matrix, or all that went wrong; Enter opens one in its capture, with video. */
export function ClipTable({ result }: { readonly result: Validation }) {
  const app = useApp();
  const cell = useOf(app.accuracy, (state) => state.cell);
  const picked = useOf(app.accuracy, (state) => state.picked);
  const clips = useMemo(() => clipsOf(result, { cell, picked }), [result, cell, picked]);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const { labels } = result.total.matrix;
  const title =
    picked !== null
      ? text("validate.clips.picked", { count: clips.length })
      : cell === null
        ? text("validate.clips.wrong", { count: clips.length })
        : text("validate.clips.cell", {
            truth: labels[cell.row] ?? text("validate.background"),
            found: labels[cell.column] ?? text("validate.missed"),
            count: clips.length,
          });
  return (
    <Part
      label={text("validate.clips")}
      title={title}
      how={text("validate.clips.how")}
      actions={
        (cell !== null || picked !== null) && (
          <Button look="quiet" onPress={() => app.accuracy.showCell(null)}>
            {text("validate.clips.all")}
          </Button>
        )
      }
    >
      <div className={part.table}>
        <Table
          name="clips"
          label={text("validate.clips")}
          columns={columns()}
          rows={clips}
          sort={WORST_FIRST}
          onSort={() => {}}
          selected={selected}
          onSelect={setSelected}
          onOpen={(id) => {
            const clip = clips.find((each) => each.id === id);
            if (clip !== undefined) openClip(app, clip, nameOf(result));
          }}
          empty={text("validate.clips.none")}
          takesFocus={false}
        />
      </div>
    </Part>
  );
}

let made: readonly TableColumn<Clip>[] | null = null;

/** Made once: the table looks at whether they are the same. */
function columns(): readonly TableColumn<Clip>[] {
  made ??= [
    {
      id: "capture",
      words: text("validate.column.name"),
      width: "1fr",
      minWidth: 120,
      cell: ({ captureName }) => captureName,
    },
    {
      id: "time",
      words: text("validate.column.time"),
      width: 92,
      numeric: true,
      cell: ({ startUs }) => timeText(startUs),
    },
    {
      id: "hand",
      words: text("segments.hand"),
      width: 64,
      cell: ({ event: { hand } }) => (hand === null ? "" : text(`hand.${hand}`)),
    },
    {
      id: "outcome",
      words: text("validate.column.outcome"),
      width: 112,
      cell: ({ event }) => text(`validate.one.${event.outcome}`),
    },
    {
      id: "truth",
      words: text("validate.column.truth"),
      width: 112,
      cell: ({ event: { truth } }) => (truth ? <LabelMark label={truth.label} /> : text("validate.background")),
    },
    {
      id: "found",
      words: text("validate.column.found"),
      width: 112,
      cell: ({ event: { found } }) => (found ? <LabelMark label={found.label} /> : text("validate.missed")),
    },
    {
      id: "score",
      words: text("validate.column.score"),
      width: 64,
      numeric: true,
      cell: ({ event: { found } }) => found?.score?.toFixed(2) ?? "",
    },
    { id: "error", words: text("validate.column.error"), width: 84, numeric: true, cell: errorWords },
  ];
  return made;
}

/** How much later than true it was found. */
function errorWords({ event: { truth, found } }: Clip): string {
  if (truth === null || found === null) return "";
  return text("validate.ms", { ms: Math.round(timingErrorMs({ truth, found })) });
}
