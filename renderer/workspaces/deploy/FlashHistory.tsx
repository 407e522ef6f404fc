import { useState } from "react";
import type { FlashRecord } from "#domain/deploy/flash.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { moment } from "../../ui/figures.ts";
import { Badge, type Tone } from "../../ui/Marks.tsx";
import { Table, type TableColumn } from "../../ui/table/Table.tsx";
import { advise, text } from "../../ui/text.ts";
import styles from "./FlashHistory.module.css";
import { FlashLog } from "./FlashLog.tsx";

interface Props {
  readonly records: readonly FlashRecord[];
  readonly onClose: () => void;
}

const NEWEST_FIRST = { column: "when", direction: "descending" } as const;
const TONES = { done: "ok", failed: "danger", cancelled: "neutral" } as const satisfies Record<string, Tone>;

/** Every flash of this machine; Enter opens the log of one. */
export function FlashHistory({ records, onClose }: Props) {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [logOf, setLogOf] = useState<string | null>(null);
  return (
    <>
      <Dialog wide open title={text("deploy.history")} onClose={onClose}>
        <p>{text("deploy.history.how")}</p>
        <div className={styles.table}>
          <Table
            name="flashes"
            label={text("deploy.history")}
            columns={columns()}
            rows={records}
            sort={NEWEST_FIRST}
            onSort={() => {}}
            selected={selected}
            onSelect={setSelected}
            onOpen={setLogOf}
            empty={text("deploy.history.none")}
          />
        </div>
      </Dialog>
      {logOf !== null && <FlashLog flashId={logOf} onClose={() => setLogOf(null)} />}
    </>
  );
}

let made: readonly TableColumn<FlashRecord>[] | null = null;

/** Made once: the table looks at whether they are the same. */
function columns(): readonly TableColumn<FlashRecord>[] {
  made ??= [
    { id: "when", words: text("deploy.history.when"), width: 112, cell: ({ startedAtMs }) => moment(startedAtMs) },
    { id: "board", words: text("deploy.board"), width: "1fr", minWidth: 100, cell: ({ board }) => board.name },
    {
      id: "what",
      words: text("deploy.history.what"),
      width: "1fr",
      minWidth: 100,
      cell: ({ pack, image }) => pack?.modelName ?? image.name,
    },
    {
      id: "result",
      words: text("deploy.history.result"),
      width: 96,
      cell: ({ result }) => <Badge tone={TONES[result]}>{text(`deploy.result.${result}`)}</Badge>,
    },
    { id: "said", words: text("deploy.history.said"), width: "2fr", minWidth: 120, cell: saidOf },
  ];
  return made;
}

function saidOf({ problem, answer, step, result }: FlashRecord): string {
  if (problem !== null) return advise("problem", problem).what;
  if (result === "cancelled") return text(`deploy.flash.step.${step}`);
  return answer?.firmware ?? "";
}
