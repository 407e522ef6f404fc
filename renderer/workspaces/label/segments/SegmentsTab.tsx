import { ListPlus, Radio, SearchX, Tags } from "lucide-react";
import { useDeferredValue, useMemo, useState } from "react";
import { CommandIcon } from "../../../app/commands/CommandIcon.tsx";
import { goToSegment } from "../../../labels/desk.ts";
import { trackId } from "../../../labels/labelModel.ts";
import { Button } from "../../../ui/Button.tsx";
import { count } from "../../../ui/figures.ts";
import { EmptyState } from "../../../ui/Marks.tsx";
import { type Sort, Table } from "../../../ui/table/Table.tsx";
import { text } from "../../../ui/text.ts";
import { SegmentMenu } from "../SegmentMenu.tsx";
import { deskNow, labelSession } from "../session.ts";
import { segmentColumns } from "./columns.tsx";
import { NO_FILTER, rowsOf, sorted } from "./rows.ts";
import { SegmentFilterBar } from "./SegmentFilterBar.tsx";
import { SegmentInspector } from "./SegmentInspector.tsx";
import styles from "./Segments.module.css";
import { useLabelView } from "./useLabelView.ts";

const HIDDEN: readonly string[] = [];

/** Every segment of the capture as a table, and what is selected above it. */
export function SegmentsTab() {
  const labels = useLabelView();
  const [filter, setFilter] = useState(NO_FILTER);
  const [sort, setSort] = useState<Sort>({ column: "start", direction: "ascending" });
  const [menuAt, setMenuAt] = useState<{ readonly x: number; readonly y: number } | null>(null);
  const columns = useMemo(segmentColumns, []);
  // A drag on the timeline shows a new state with each move: the table follows when the page has time for it.
  const tracks = useDeferredValue(labels?.view.tracks);
  const rows = useMemo(() => sorted(rowsOf(tracks ?? [], trackId, filter), sort), [tracks, filter, sort]);
  if (labels === null || tracks === undefined) return null;
  const { doc, view } = labels;
  const all = tracks.reduce((sum, { segments }) => sum + segments.length, 0);

  const onSelect = (ids: ReadonlySet<string>) => {
    const desk = deskNow();
    const only = ids.size === 1 ? rows.find(({ id }) => ids.has(id)) : undefined;
    if (only !== undefined && desk !== null) goToSegment(desk, only.segment);
    else doc.select(ids);
  };
  const onOpen = (id: string) => {
    const row = rows.find((each) => each.id === id);
    if (row !== undefined) labelSession.getState().timeline?.show(row.segment);
  };
  const [first] = view.selected;
  return (
    <div className={styles.tab}>
      <SegmentInspector />
      <SegmentFilterBar tracks={tracks} filter={filter} onFilter={setFilter} />
      <Table
        name="segments"
        label={text("label.tab.segments")}
        columns={columns}
        hidden={HIDDEN}
        rows={rows}
        sort={sort}
        onSort={setSort}
        selected={view.selected}
        onSelect={onSelect}
        onOpen={onOpen}
        onMenu={setMenuAt}
        revealed={view.selected.size === 1 ? first : undefined}
        takesFocus={false}
        empty={
          all > 0 ? (
            <EmptyState icon={SearchX} title={text("segments.noMatch")} words={text("segments.noMatch.words")}>
              <Button onPress={() => setFilter(NO_FILTER)}>{text("captures.clearFilter")}</Button>
            </EmptyState>
          ) : (
            <EmptyState icon={ListPlus} title={text("segments.empty")} words={text("segments.empty.words")} />
          )
        }
      />
      <footer className={styles.foot}>
        <span className={styles.quiet}>
          {text("segments.count", { shown: count(rows.length), all: count(all), selected: view.selected.size })}
        </span>
        <CommandIcon id="label.live" icon={Radio} />
        <CommandIcon id="label.scheme" icon={Tags} />
      </footer>
      <SegmentMenu at={menuAt} onClose={() => setMenuAt(null)} />
    </div>
  );
}
