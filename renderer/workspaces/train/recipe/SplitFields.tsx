import { useApp, useOf } from "../../../app/app.ts";
import { Select } from "../../../ui/Select.tsx";
import { text } from "../../../ui/text.ts";
import { fieldWords } from "../../captures/columns.tsx";
import { knownFields, PERSON } from "../../shared/known.ts";
import { Figure, Help } from "./Figure.tsx";

const CAPTURE = "capture";
const FIELD = "field:";

/** What is held out together, and how often. */
export function SplitFields() {
  const { training, captures } = useApp();
  const split = useOf(training, ({ wish }) => wish!.split);
  const rows = useOf(captures, (state) => state.rows) ?? [];
  const { groupBy, method } = split;
  const change = (part: Partial<typeof split>) => training.change({ split: { ...split, ...part } });
  const fields = [...new Set([PERSON, ...knownFields(rows), ...(groupBy.kind === "metadata" ? [groupBy.field] : [])])];
  return (
    <>
      <Select
        label={text("train.split")}
        value={groupBy.kind === "capture" ? CAPTURE : FIELD + groupBy.field}
        choices={[
          ...fields.map((field) => ({
            key: FIELD + field,
            words: text("train.split.field", { field: fieldWords(field) }),
          })),
          { key: CAPTURE, words: text("train.split.capture") },
        ]}
        onChange={(key) =>
          change({
            groupBy: key === CAPTURE ? { kind: "capture" } : { kind: "metadata", field: key.slice(FIELD.length) },
          })
        }
      />
      <Help>{text(groupBy.kind === "capture" ? "train.split.capture.help" : "train.split.field.help")}</Help>
      <Select
        label={text("train.method")}
        value={method.kind}
        choices={[
          { key: "leaveOneOut", words: text("train.method.leaveOneOut") },
          { key: "kFold", words: text("train.method.kFold") },
        ]}
        onChange={(kind) => change({ method: kind === "kFold" ? { kind, folds: 5 } : { kind } })}
      />
      {method.kind === "kFold" && (
        <Figure
          name="folds"
          value={method.folds}
          lowest={2}
          highest={50}
          onChange={(folds) => change({ method: { kind: "kFold", folds } })}
        />
      )}
    </>
  );
}
