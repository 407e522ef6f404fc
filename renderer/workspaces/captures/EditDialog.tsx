import { useState } from "react";
import type { CaptureSummary } from "#domain/captures.ts";
import { useApp, useOf } from "../../app/app.ts";
import { sayDone } from "../../queue/deeds.ts";
import { Button } from "../../ui/Button.tsx";
import { ComboBox } from "../../ui/ComboBox.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { LabelPicker } from "../../ui/LabelMark.tsx";
import { Checkbox } from "../../ui/Toggles.tsx";
import { text } from "../../ui/text.ts";
import { AddField } from "../shared/AddField.tsx";
import { knownFields, knownLabels, knownValues, PERSON } from "../shared/known.ts";
import styles from "./Captures.module.css";

/** Label and fields of everything that is selected; only what was touched is changed. */
export function EditDialog() {
  const app = useApp();
  const open = useOf(app.shell, (state) => state.sheet === "editCaptures");
  const rows = useOf(app.captures, (state) => state.rows) ?? [];
  const selected = useOf(app.captures, (state) => state.selected);
  const chosen = rows.filter((capture) => selected.has(capture.id));
  if (!open || chosen.length === 0) return null;
  return <EditForm rows={rows} chosen={chosen} onClose={() => app.shell.show(null)} />;
}

/** What all of them have in common; undefined where they differ. */
function common<T>(values: readonly T[]): T | undefined {
  return values.every((value) => value === values[0]) ? values[0] : undefined;
}

interface FormProps {
  readonly rows: readonly CaptureSummary[];
  readonly chosen: readonly CaptureSummary[];
  readonly onClose: () => void;
}

function EditForm({ rows, chosen, onClose }: FormProps) {
  const app = useApp();
  const [label, setLabel] = useState<string | null | undefined>(undefined);
  const [touched, setTouched] = useState<Readonly<Record<string, string>>>({});
  const fields = [...new Set([PERSON, ...knownFields(rows), ...Object.keys(touched)])];
  const shownLabel = label === undefined ? (common(chosen.map((capture) => capture.label)) ?? null) : label;
  const apply = async () => {
    const ids = chosen.map((capture) => capture.id);
    onClose();
    if (!(await app.captures.edit(ids, label, touched))) return;
    await sayDone(app, text("captures.edited", { count: ids.length }));
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={text("captures.edit.title", { count: chosen.length, name: chosen[0]!.name })}
      actions={
        <>
          <Button onPress={onClose}>{text("ui.cancel")}</Button>
          <Button
            look="primary"
            isDisabled={label === undefined && Object.keys(touched).length === 0}
            onPress={() => void apply()}
          >
            {text("captures.edit.apply")}
          </Button>
        </>
      }
    >
      <div className={styles.edit}>
        <LabelPicker
          name={text("record.label")}
          labels={knownLabels(rows, shownLabel)}
          value={shownLabel}
          onChange={setLabel}
        />
        <Checkbox isSelected={label === null} onChange={(none) => setLabel(none ? null : undefined)}>
          {text("captures.filter.noLabel")}
        </Checkbox>
        {fields.map((field) => {
          const now = common(chosen.map((capture) => capture.metadata[field] ?? ""));
          return (
            <ComboBox
              key={field}
              label={field === PERSON ? text("record.person") : field}
              choices={knownValues(rows, field)}
              placeholder={now === undefined ? text("captures.edit.differ") : ""}
              value={touched[field] ?? now ?? ""}
              onChange={(value) => {
                if (value !== (touched[field] ?? now ?? "")) setTouched({ ...touched, [field]: value });
              }}
            />
          );
        })}
        <AddField taken={fields} onAdd={(field) => setTouched({ ...touched, [field]: "" })} />
      </div>
    </Dialog>
  );
}
