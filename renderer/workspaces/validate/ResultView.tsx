import { Download, Trash2 } from "lucide-react";
import { useState } from "react";
import { bulkPaths } from "#contract/bulk.ts";
import { VALIDATION_FILES } from "#contract/validation.ts";
import type { Validation } from "#domain/validation/results.ts";
import { useApp, useOf } from "../../app/app.ts";
import { isAvailable, wordsOf } from "../../app/commands/command.ts";
import { commandOf } from "../../app/commands/table.ts";
import { Button, IconButton } from "../../ui/Button.tsx";
import { moment, share } from "../../ui/figures.ts";
import { Badge } from "../../ui/Marks.tsx";
import { Menu } from "../../ui/Menu.tsx";
import { Select } from "../../ui/Select.tsx";
import { saveFrom } from "../../ui/saveFrom.ts";
import { advise, text } from "../../ui/text.ts";
import { fieldWords } from "../captures/columns.tsx";
import { AccuracyTable } from "./AccuracyTable.tsx";
import { ClipTable } from "./ClipTable.tsx";
import { DisagreementMap } from "./DisagreementMap.tsx";
import { Figures } from "./Figures.tsx";
import { Matrix } from "./Matrix.tsx";
import { nameOf } from "./nameOf.ts";
import { Part } from "./Part.tsx";
import { staleWords } from "./ResultList.tsx";
import styles from "./ResultView.module.css";
import { fieldsOf, type RowsBy } from "./rows.ts";
import { ruleWords } from "./ruleWords.ts";
import { SideBySide } from "./SideBySide.tsx";
import { Timing } from "./Timing.tsx";
import { taughtWith } from "./taught.ts";

/** One result: figures, its captures worst first, which punch is taken for which, and the clips behind every number. */
export function ResultView({ result }: { readonly result: Validation }) {
  const app = useApp();
  const [by, setBy] = useState<RowsBy>("capture");
  const known = useOf(app.captures, (state) => state.rows) ?? [];
  const fields = fieldsOf(result, known);
  const choices: { key: RowsBy; words: string }[] = [
    { key: "capture", words: text("validate.by.capture") },
    { key: "hand", words: text("validate.by.hand") },
    ...fields.map((field) => ({ key: `field:${field}` as const, words: fieldWords(field) })),
  ];
  const shownBy = choices.some(({ key }) => key === by) ? by : "capture";
  return (
    <div className={styles.view}>
      <Head result={result} />
      <Taught result={result} />
      <Figures scores={result.total} />
      <Left result={result} />
      <SideBySide shown={result} />
      <div className={styles.tables}>
        <Part
          label={text("validate.worst")}
          actions={<Select bare label={text("validate.by")} value={shownBy} choices={choices} onChange={setBy} />}
        >
          <AccuracyTable result={result} by={shownBy} />
        </Part>
        <Matrix result={result} />
      </div>
      <ClipTable result={result} />
      <DisagreementMap result={result} />
      <Timing result={result} />
    </div>
  );
}

function Head({ result }: { readonly result: Validation }) {
  const app = useApp();
  const { accuracy, studio } = app;
  const remove = commandOf("validate.remove");
  const listed = useOf(accuracy, (state) => state.results)?.find(({ id }) => id === result.id);
  const stale = listed !== undefined && listed.stale.length > 0;
  const files = VALIDATION_FILES.map((file) => ({
    id: file,
    words: text(`validate.file.${file}`),
    run: () => saveFrom(studio.bulkUrl(bulkPaths.validationFile(result.id, file))),
  }));
  return (
    <header className={styles.head}>
      <h1 className={styles.title}>{nameOf(result)}</h1>
      {result.simulated && <Badge tone="simulated">{text("device.simulated")}</Badge>}
      {stale && <Badge tone="warning">{staleWords(listed)}</Badge>}
      <span className={styles.said}>
        {moment(result.createdAtMs)} · {ruleWords(result.rule)}{" "}
        {text(result.fullyAnnotated ? "validate.annotated.yes" : "validate.annotated.no")}
      </span>
      <Menu label={text("validate.save")} entries={files}>
        <Button icon={Download}>{text("validate.save")}</Button>
      </Menu>
      <IconButton
        icon={Trash2}
        label={wordsOf(remove)}
        shortcut={remove.keys[0]}
        isDisabled={!isAvailable(remove, app)}
        onPress={() => remove.run(app)}
      />
    </header>
  );
}

/** Says so where a model is judged on what it was trained with: that figure is no news of what it never saw. */
function Taught({ result }: { readonly result: Validation }) {
  const models = useOf(useApp().accuracy, (state) => state.models) ?? [];
  const made = models.find(({ id }) => id === result.modelIds.at(-1))?.made;
  const known = made == null ? 0 : taughtWith(made.query, result);
  if (made == null || known === 0) return null;
  return (
    <p className={styles.taught} role="note">
      {text("validate.taught", { known, count: result.captures.length, f1: share(made.int8.f1) })}
    </p>
  );
}

/** What could not be judged, and why. */
function Left({ result: { left } }: { readonly result: Validation }) {
  if (left.length === 0) return null;
  return (
    <details className={styles.left}>
      <summary>{text("validate.left", { count: left.length })}</summary>
      <ul>
        {left.map(({ captureId, name, hand, problem }) => {
          const { what, next } = advise("problem", problem);
          return (
            <li key={`${captureId}/${hand}`}>
              {text("validate.left.one", { name, hand: hand ?? "none", what, next })}
            </li>
          );
        })}
      </ul>
    </details>
  );
}
