import { Play, Square } from "lucide-react";
import { type MatchRule, SAME_PUNCH } from "#domain/matching.ts";
import { useApp, useOf } from "../../app/app.ts";
import { isAvailable } from "../../app/commands/command.ts";
import { commandOf } from "../../app/commands/table.ts";
import { SCOPES } from "../../app/stores/accuracy.ts";
import { Button } from "../../ui/Button.tsx";
import { Badge, ProgressBar } from "../../ui/Marks.tsx";
import { NumberField } from "../../ui/NumberField.tsx";
import { Select } from "../../ui/Select.tsx";
import { Checkbox } from "../../ui/Toggles.tsx";
import { text } from "../../ui/text.ts";
import { ruleWords } from "./ruleWords.ts";
import styles from "./Wish.module.css";
import words from "./Words.module.css";

/** So far may the edges of a punch, drawn by another person, move its middle. */
const USUAL_MOMENT: MatchRule = { by: "moment", withinUs: 150_000 };

/** What is to be judged, on which captures, and by which rule. */
export function Wish() {
  return (
    <div className={styles.wish}>
      <Models />
      <Detector />
      <Captures />
      <Rule />
      <Running />
    </div>
  );
}

function Models() {
  const { accuracy } = useApp();
  const models = useOf(accuracy, (state) => state.models)!;
  const chosen = useOf(accuracy, (state) => state.chosen);
  const choose = (id: string, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(id);
    else next.delete(id);
    accuracy.choose(next);
  };
  return (
    <fieldset className={styles.models}>
      <legend className={words.legend}>{text("validate.models")}</legend>
      {models.length === 0 && <p className={words.quiet}>{text("validate.noModel.next")}</p>}
      {models.map(({ id, name, simulated, stale }) => (
        <div key={id} className={styles.model}>
          <Checkbox isSelected={chosen.has(id)} onChange={(on) => choose(id, on)}>
            {name}
          </Checkbox>
          {simulated && <Badge tone="simulated">{text("device.simulated")}</Badge>}
          {stale.length > 0 && <Badge tone="warning">{text("validate.stale")}</Badge>}
        </div>
      ))}
    </fieldset>
  );
}

const OWN = "own";

/** Which model says where a punch is, where it is not the one that names it. */
function Detector() {
  const { accuracy } = useApp();
  const models = useOf(accuracy, (state) => state.models)!;
  const detector = useOf(accuracy, (state) => state.detector);
  if (models.length < 2) return null;
  return (
    <Select
      label={text("validate.detector")}
      value={detector ?? OWN}
      choices={[
        { key: OWN, words: text("validate.detector.own") },
        ...models.map(({ id, name }) => ({ key: id, words: name })),
      ]}
      onChange={(key) => accuracy.wish({ detector: key === OWN ? null : key })}
    />
  );
}

function Captures() {
  const { accuracy, captures, queue } = useApp();
  const scope = useOf(accuracy, (state) => state.scope);
  // How many there are changes with these.
  useOf(captures, (state) => state.rows);
  useOf(captures, (state) => state.selected);
  useOf(queue, (state) => state.filter);
  return (
    <Select
      label={text("validate.captures")}
      value={scope}
      choices={SCOPES.map((key) => ({
        key,
        words: text(`validate.scope.${key}`, { count: accuracy.captureIds(key).length }),
      }))}
      onChange={(next) => accuracy.wish({ scope: next })}
    />
  );
}

function Rule() {
  const { accuracy } = useApp();
  const rule = useOf(accuracy, (state) => state.rule);
  const fullyAnnotated = useOf(accuracy, (state) => state.fullyAnnotated);
  return (
    <>
      <Select
        label={text("validate.rule")}
        value={rule.by}
        choices={[
          { key: "overlap", words: text("validate.rule.overlap") },
          { key: "moment", words: text("validate.rule.moment") },
        ]}
        onChange={(by) => accuracy.wish({ rule: by === "overlap" ? SAME_PUNCH : USUAL_MOMENT })}
      />
      {rule.by === "overlap" ? (
        <NumberField
          label={text("validate.rule.atLeast")}
          unit="%"
          minValue={5}
          maxValue={100}
          step={5}
          value={Math.round(rule.atLeast * 100)}
          onChange={(percent) =>
            Number.isFinite(percent) && accuracy.wish({ rule: { by: "overlap", atLeast: percent / 100 } })
          }
        />
      ) : (
        <NumberField
          label={text("validate.rule.within")}
          unit="ms"
          minValue={10}
          maxValue={5000}
          step={10}
          value={rule.withinUs / 1000}
          onChange={(ms) => Number.isFinite(ms) && accuracy.wish({ rule: { by: "moment", withinUs: ms * 1000 } })}
        />
      )}
      <p className={words.quiet}>{ruleWords(rule)}</p>
      <Checkbox isSelected={fullyAnnotated} onChange={(on) => accuracy.wish({ fullyAnnotated: on })}>
        {text("validate.fullyAnnotated")}
      </Checkbox>
      <p className={words.quiet}>{text(fullyAnnotated ? "validate.annotated.yes" : "validate.annotated.no")}</p>
    </>
  );
}

/** The one action, and what is under way instead of it. */
function Running() {
  const app = useApp();
  const running = useOf(app.accuracy, (state) => state.running);
  const count = useOf(app.accuracy, (state) => state.chosen.size);
  useOf(app.captures, (state) => state.rows);
  useOf(app.captures, (state) => state.selected);
  const run = commandOf("validate.run");
  const cancel = commandOf("validate.cancel");
  if (running !== null) {
    return (
      <div className={styles.running}>
        <output className={words.quiet}>{text("validate.running", { model: running.model })}</output>
        <ProgressBar label={text("validate.running", { model: running.model })} share={running.share} />
        <Button icon={Square} onPress={() => cancel.run(app)}>
          {text("ui.cancel")}
        </Button>
      </div>
    );
  }
  return (
    <Button look="primary" icon={Play} isDisabled={!isAvailable(run, app)} onPress={() => run.run(app)}>
      {text("validate.compute", { count })}
    </Button>
  );
}
