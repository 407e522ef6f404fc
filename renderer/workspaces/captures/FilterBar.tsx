import { Columns3, Search } from "lucide-react";
import { useEffect, useMemo, useRef } from "react";
import { Button as AriaButton } from "react-aria-components";
import { type CaptureSummary, REVIEW_STATES } from "#domain/captures.ts";
import { useApp, useOf } from "../../app/app.ts";
import { FIXED_GROUPINGS } from "../../queue/grouping.ts";
import { FIELD_PREFIX, type Filter } from "../../queue/view.ts";
import type { TableViewStore } from "../../queue/viewStore.ts";
import buttons from "../../ui/Button.module.css";
import { cx } from "../../ui/cx.ts";
import { Menu, type MenuEntry } from "../../ui/Menu.tsx";
import { Select } from "../../ui/Select.tsx";
import { Tabs } from "../../ui/Tabs.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { text } from "../../ui/text.ts";
import { HEALTHS } from "../shared/health.ts";
import { knownLabels, knownValues } from "../shared/known.ts";
import styles from "./Captures.module.css";
import { fieldWords, tableColumns } from "./columns.tsx";

const SOURCES = ["all", "real", "simulated"] as const;
const ALL = "all:";
const NONE = "none:";

interface Props {
  readonly view: TableViewStore;
  readonly rows: readonly CaptureSummary[];
  readonly fields: readonly string[];
}

export function FilterBar({ view, rows, fields }: Props) {
  const { captures } = useApp();
  const shown = useOf(captures, (state) => state.shown);
  const bin = useOf(captures, (state) => state.bin.length);
  const filter = useOf(view, (state) => state.filter);
  const used = new Set(rows.map((capture) => capture.label));
  const labels = knownLabels(rows, null).filter((label) => used.has(label));
  return (
    <div className={styles.bar}>
      <Tabs
        label={text("captures.shown")}
        tabs={[
          { key: "captures", words: text("workspace.captures") },
          { key: "bin", words: text("captures.binTab", { count: bin }) },
        ]}
        value={shown}
        onChange={(key) => captures.show(key)}
      />
      <SearchField value={filter.words} onChange={(words) => view.filter({ words })} />
      <Select
        bare
        className={styles.select}
        label={text("captures.filter.state")}
        choices={(["all", ...REVIEW_STATES] as const).map((key) => ({
          key,
          words: key === "all" ? text("captures.filter.allStates") : text(`review.${key}`),
        }))}
        value={filter.state}
        onChange={(state: Filter["state"]) => view.filter({ state })}
      />
      <FieldFilter view={view} rows={rows} fields={fields} />
      <Select
        bare
        className={styles.select}
        label={text("captures.filter.label")}
        choices={[
          { key: ALL, words: text("captures.filter.allLabels") },
          ...labels.map((label) => ({ key: label, words: label })),
          { key: NONE, words: text("captures.filter.noLabel") },
        ]}
        value={filter.label === undefined ? ALL : (filter.label ?? NONE)}
        onChange={(key) => view.filter({ label: key === ALL ? undefined : key === NONE ? null : key })}
      />
      <Select
        bare
        className={styles.select}
        label={text("captures.filter.source")}
        choices={SOURCES.map((key) => ({ key, words: text(`captures.filter.source.${key}`) }))}
        value={filter.source}
        onChange={(source) => view.filter({ source })}
      />
      <Select
        bare
        className={styles.select}
        label={text("captures.filter.health")}
        choices={(["all", ...HEALTHS] as const).map((key) => ({ key, words: text(`captures.filter.health.${key}`) }))}
        value={filter.health}
        onChange={(health: Filter["health"]) => view.filter({ health })}
      />
      <span className={styles.space} />
      <GroupChoice view={view} fields={fields} />
      <ColumnsMenu view={view} fields={fields} />
    </div>
  );
}

/** What the table is grouped by. */
function GroupChoice({ view, fields }: Pick<Props, "view" | "fields">) {
  const groupBy = useOf(view, (state) => state.groupBy);
  const choices = [
    { key: ALL, words: text("captures.group.no") },
    ...FIXED_GROUPINGS.map((key): { key: string; words: string } => ({ key, words: text(`captures.group.${key}`) })),
    ...fields.map((field) => ({
      key: FIELD_PREFIX + field,
      words: text("captures.group.field", { field: fieldWords(field) }),
    })),
  ];
  return (
    <Select
      bare
      className={styles.select}
      label={text("captures.group")}
      choices={choices}
      value={choices.some(({ key }) => key === groupBy) ? groupBy! : ALL}
      onChange={(key) => view.groupBy(key === ALL ? null : key)}
    />
  );
}

/** A value of one of the fields that people made. */
function FieldFilter({ view, rows, fields }: Props) {
  const chosen = useOf(view, (state) => state.filter.field);
  const values = useMemo(
    () => fields.flatMap((name) => knownValues(rows, name).map((value) => ({ name, value }))),
    [rows, fields],
  );
  if (fields.length === 0) return null;
  const keyOf = ({ name, value }: NonNullable<Filter["field"]>) => JSON.stringify([name, value]);
  return (
    <Select
      bare
      className={styles.select}
      label={text("captures.filter.field")}
      choices={[
        { key: ALL, words: text("captures.filter.allFields") },
        ...values.map((each) => ({
          key: keyOf(each),
          words: text("captures.filter.fieldValue", { field: fieldWords(each.name), value: each.value }),
        })),
      ]}
      value={chosen === null ? ALL : keyOf(chosen)}
      onChange={(key) => view.filter({ field: values.find((each) => keyOf(each) === key) ?? null })}
    />
  );
}

function SearchField({ value, onChange }: { readonly value: string; readonly onChange: (words: string) => void }) {
  const { captures } = useApp();
  const asked = useOf(captures, (state) => state.searchAsked);
  const field = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (asked > 0) field.current?.querySelector("input")?.focus();
  }, [asked]);
  return (
    <div className={styles.search} ref={field}>
      <Search aria-hidden />
      <TextField
        aria-label={text("captures.filter.words")}
        placeholder={text("captures.filter.words")}
        type="search"
        value={value}
        onChange={onChange}
      />
    </div>
  );
}

function ColumnsMenu({ view, fields }: { readonly view: TableViewStore; readonly fields: readonly string[] }) {
  const hidden = useOf(view, (state) => state.hidden);
  const entries = tableColumns(fields, null)
    .filter((column) => column.hideable !== false)
    .map(
      (column): MenuEntry => ({
        id: column.id,
        words: column.words,
        checked: !hidden.includes(column.id),
        run: () => view.toggleColumn(column.id),
      }),
    );
  return (
    <Menu label={text("captures.columns")} entries={entries}>
      <AriaButton className={cx(buttons.button, buttons.quiet)} aria-label={text("captures.columns")}>
        <Columns3 aria-hidden />
        {text("captures.columns")}
      </AriaButton>
    </Menu>
  );
}
