import { useMemo } from "react";
import type { CaptureSummary } from "#domain/captures.ts";
import { distributionOf } from "#domain/workQueue.ts";
import { useApp, useOf } from "../../app/app.ts";
import { type Command, isAvailable, wordsOf } from "../../app/commands/command.ts";
import { commandOf } from "../../app/commands/table.ts";
import { Button } from "../../ui/Button.tsx";
import { DistributionBar } from "../../ui/DistributionBar.tsx";
import { text } from "../../ui/text.ts";
import styles from "./Captures.module.css";

interface Props {
  readonly shown: number;
  readonly rows: readonly CaptureSummary[];
}

/** What the captures hold together, those that are selected beside all, and what can be done with them. */
export function Foot({ shown, rows }: Props) {
  const { captures } = useApp();
  const selected = useOf(captures, (state) => state.selected);
  const chosen = useMemo(() => rows.filter(({ id }) => selected.has(id)), [rows, selected]);
  return (
    <>
      {chosen.length > 0 && (
        <div className={styles.foot}>
          <span className={styles.selected}>{text("captures.selected", { count: chosen.length })}</span>
          <Held captures={chosen} />
          <span className={styles.space} />
          <BulkActions />
        </div>
      )}
      <div className={styles.foot}>
        <span>{text("captures.count", { shown, all: rows.length })}</span>
        <Held captures={rows} />
      </div>
    </>
  );
}

/** Segments by label as a bar, and how many there are of each glove. */
function Held({ captures }: { readonly captures: readonly CaptureSummary[] }) {
  const { labels, hands, segments } = useMemo(() => distributionOf(captures), [captures]);
  if (segments === 0) return null;
  return (
    <>
      <span className={styles.heldBar}>
        <DistributionBar labels={labels} />
      </span>
      <span>{text("captures.held", { segments, ...hands })}</span>
    </>
  );
}

const IN_USE = ["propose", "accept", "relabel", "reviewed", "edit", "delete"];
const IN_BIN = ["restore"];

function BulkActions() {
  const app = useApp();
  const shown = useOf(app.captures, (state) => state.shown);
  const readOnly = useOf(app.project, ({ open }) => open?.readOnly !== false);
  if (readOnly) return null;
  return (shown === "captures" ? IN_USE : IN_BIN)
    .map((name) => commandOf(`captures.${name}`))
    .map((command) => <CommandButton key={command.id} command={command} />);
}

function CommandButton({ command }: { readonly command: Command }) {
  const app = useApp();
  return (
    <Button isDisabled={!isAvailable(command, app)} onPress={() => command.run(app)}>
      {wordsOf(command)}
    </Button>
  );
}
