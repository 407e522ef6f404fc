import { ListVideo, SearchX, Trash2 } from "lucide-react";
import { useMemo, useState } from "react";
import { useApp, useOf } from "../../app/app.ts";
import { isAvailable } from "../../app/commands/command.ts";
import { commandOf, shortcutOf } from "../../app/commands/table.ts";
import type { CaptureGroup } from "../../queue/grouping.ts";
import { inGivenOrder } from "../../queue/viewStore.ts";
import { Button } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/Marks.tsx";
import { ContextMenu, type MenuEntry } from "../../ui/Menu.tsx";
import { Table } from "../../ui/table/Table.tsx";
import { text } from "../../ui/text.ts";
import { knownFields } from "../shared/known.ts";
import { LabelFileDialogs } from "../shared/labelFiles/LabelFileDialogs.tsx";
import { BulkDialogs } from "./bulk/BulkDialogs.tsx";
import styles from "./Captures.module.css";
import { tableColumns } from "./columns.tsx";
import { EditDialog } from "./EditDialog.tsx";
import { FilterBar } from "./FilterBar.tsx";
import { Foot } from "./Foot.tsx";
import { GroupHeading } from "./GroupHeading.tsx";

/** Every capture of the project as a table: find, compare, name, label, delete, open. */
export function CapturesWorkspace() {
  const app = useApp();
  const shown = useOf(app.captures, (state) => state.shown);
  const rows = useOf(app.captures, (state) => (state.shown === "bin" ? state.bin : state.rows));
  const selected = useOf(app.captures, (state) => state.selected);
  const renaming = useOf(app.captures, (state) => state.renaming);
  const { view } = app.queue;
  const { order, hidden, columns: given, groupBy, closed } = useOf(app.queue, (state) => state);
  const [menuAt, setMenuAt] = useState<{ x: number; y: number } | null>(null);

  const fields = useMemo(() => knownFields(rows ?? []), [rows]);
  const columns = useMemo(() => inGivenOrder(tableColumns(fields, renaming), given), [fields, renaming, given]);
  const columnIds = columns.map(({ id }) => id);
  if (rows === undefined) return null;
  const { captures: fitting, groups } = app.queue.shown(rows);
  const isOpen = ({ id }: CaptureGroup) => !closed.includes(id);
  const inView = groups?.some((group) => !isOpen(group))
    ? groups.filter(isOpen).flatMap((group) => group.captures)
    : fitting;
  const headings = groups?.map((group) => ({
    id: group.id,
    open: isOpen(group),
    rowIds: group.captures.map(({ id }) => id),
    content: <GroupHeading group={group} by={groupBy!} />,
  }));
  return (
    <div className={styles.workspace}>
      <FilterBar view={view} rows={rows} fields={fields} />
      <Table
        name="captures"
        label={text(shown === "bin" ? "captures.bin" : "workspace.captures")}
        columns={columns}
        hidden={hidden}
        rows={inView}
        groups={headings}
        onGroup={view.toggleGroup}
        sort={order}
        onSort={view.sort}
        onMoveColumn={(column, to) => view.moveColumn(column, to, columnIds)}
        selected={selected}
        onSelect={app.captures.select}
        onOpen={(captureId) => app.shell.go({ at: "open", captureId })}
        onMenu={setMenuAt}
        empty={<Nothing filtered={rows.length > 0} bin={shown === "bin"} />}
      />
      <Foot shown={fitting.length} rows={rows} />
      <ContextMenu
        label={text("captures.menu")}
        entries={menuEntries(app)}
        at={menuAt}
        onClose={() => setMenuAt(null)}
      />
      <EditDialog />
      <BulkDialogs />
      <LabelFileDialogs />
    </div>
  );
}

const MENU = [
  "captures.open",
  "compare.captures",
  "captures.keep",
  "captures.rename",
  "captures.edit",
  "captures.propose",
  "captures.accept",
  "captures.relabel",
  "captures.reviewed",
  "captures.notReviewed",
  "labels.import",
  "labels.export",
  "captures.clearLabels",
  "captures.clearProposals",
  "captures.replay",
  "captures.delete",
  "captures.restore",
].map(commandOf);

/** The same commands that the keys run. */
function menuEntries(app: ReturnType<typeof useApp>): MenuEntry[] {
  return MENU.filter((command) => isAvailable(command, app)).map((command) => ({
    id: command.id,
    words: text(command.words),
    shortcut: shortcutOf(command.id),
    danger: command.id === "captures.delete",
    parted: command.id === "captures.delete",
    run: () => command.run(app),
  }));
}

function Nothing({ filtered, bin }: { readonly filtered: boolean; readonly bin: boolean }) {
  const app = useApp();
  if (filtered) {
    return (
      <EmptyState icon={SearchX} title={text("captures.noMatch")} words={text("captures.noMatch.words")}>
        <Button onPress={app.queue.view.clearFilter}>{text("captures.clearFilter")}</Button>
      </EmptyState>
    );
  }
  if (bin)
    return <EmptyState icon={Trash2} title={text("captures.binEmpty")} words={text("captures.binEmpty.words")} />;
  return (
    <EmptyState icon={ListVideo} title={text("captures.empty")} words={text("captures.empty.words")}>
      <Button look="primary" onPress={() => app.shell.go({ at: "capture" })}>
        {text("captures.empty.action")}
      </Button>
    </EmptyState>
  );
}
