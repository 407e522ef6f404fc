import type { DatasetQuery } from "#domain/learning/dataset.ts";
import { useApp, useOf } from "../../../app/app.ts";
import { labelsOf } from "../../../training/wish.ts";
import { LabelMark } from "../../../ui/LabelMark.tsx";
import { Select } from "../../../ui/Select.tsx";
import { TextField } from "../../../ui/TextField.tsx";
import { text } from "../../../ui/text.ts";
import { fieldWords } from "../../captures/columns.tsx";
import { knownFields, knownValues } from "../../shared/known.ts";
import { Chips } from "./Chips.tsx";
import { Help } from "./Figure.tsx";
import { Section } from "./Section.tsx";
import { SplitFields } from "./SplitFields.tsx";

const STATES = ["reviewed", "inProgress"] as const;

/** Which captures a model is made from, and how it is tested. */
export function DataFields() {
  const { training, captures } = useApp();
  const { query } = useOf(training, ({ wish }) => wish!);
  const used = useOf(training.preview, ({ value }) => value?.captures.length);
  const folds = useOf(training.preview, ({ value }) => value?.folds.length);
  const rows = useOf(captures, (state) => state.rows) ?? [];
  const devices = new Map(
    rows.flatMap(({ streams }) => streams.map(({ device }) => [device.id, device.name] as const)),
  );
  const change = (part: Partial<typeof query>) => training.change({ query: { ...query, ...part } });
  const says = used === undefined ? "" : text("train.data.says", { captures: used, folds: folds ?? 0 });
  return (
    <Section id="data" title={text("train.section.data")} says={says} open>
      <SplitFields />
      <ByHand query={query} onChange={(captureIds) => change({ captureIds })} />
      <Chips
        label={text("train.query.labels")}
        choices={labelsOf(rows).map(([key]) => ({ key, words: key, face: <LabelMark label={key} /> }))}
        chosen={query.labels}
        onChange={(labels) => change({ labels })}
      />
      {knownFields(rows).map((field) => (
        <Chips
          key={field}
          label={fieldWords(field)}
          choices={knownValues(rows, field).map((key) => ({ key, words: key }))}
          chosen={query.metadata[field] ?? []}
          onChange={(values) => {
            const { [field]: _, ...others } = query.metadata;
            change({ metadata: values.length === 0 ? others : { ...others, [field]: values } });
          }}
        />
      ))}
      {devices.size > 1 && (
        <Chips
          label={text("train.query.devices")}
          choices={[...devices].map(([key, words]) => ({ key, words }))}
          chosen={query.devices}
          onChange={(chosen) => change({ devices: chosen })}
        />
      )}
      <Chips
        label={text("train.query.states")}
        choices={STATES.map((key) => ({ key, words: text(`train.query.state.${key}`) }))}
        chosen={query.states}
        onChange={(states) => change({ states })}
      />
      <TextField
        label={text("train.query.track")}
        placeholder={text("train.query.track.own")}
        value={query.truthTrack ?? ""}
        onChange={(name) => change({ truthTrack: name === "" ? null : name })}
      />
      <Help>{text("train.query.track.help")}</Help>
    </Section>
  );
}

interface ByHandProps {
  readonly query: Pick<DatasetQuery, "captureIds">;
  readonly onChange: (captureIds: string[]) => void;
}

/** All captures, or those that were selected in the table of captures. */
function ByHand({ query: { captureIds }, onChange }: ByHandProps) {
  const { captures } = useApp();
  const selected = useOf(captures, (state) => state.selected);
  const choices = [
    { key: "all", words: text("train.query.all") },
    ...(captureIds.length > 0 ? [{ key: "kept", words: text("train.query.kept", { count: captureIds.length }) }] : []),
    ...(selected.size > 0 ? [{ key: "selected", words: text("train.query.selected", { count: selected.size }) }] : []),
  ];
  return (
    <Select
      label={text("validate.captures")}
      value={captureIds.length > 0 ? "kept" : "all"}
      choices={choices}
      onChange={(key) => {
        if (key === "all") onChange([]);
        if (key === "selected") onChange([...selected]);
      }}
    />
  );
}
