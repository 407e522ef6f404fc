import { useApp, useOf } from "../../app/app.ts";
import { type DeployModel, handsOf, modelOf } from "../../deploy/packs.ts";
import { moment, share } from "../../ui/figures.ts";
import { LabelMark } from "../../ui/LabelMark.tsx";
import { Badge, ProgressBar } from "../../ui/Marks.tsx";
import { Select } from "../../ui/Select.tsx";
import { Segmented } from "../../ui/Toggles.tsx";
import { text } from "../../ui/text.ts";
import styles from "./ModelStep.module.css";
import { PackFacts } from "./PackFacts.tsx";
import { ProblemNote } from "./ProblemNote.tsx";
import { StepPart } from "./StepPart.tsx";
import { modelMark } from "./steps.ts";
import words from "./Words.module.css";

/** Which model goes on the glove, for which hand, and what it becomes there. */
export function ModelStep() {
  const { packs } = useApp();
  const state = useOf(packs, (all) => all);
  const model = modelOf(state)!;
  const { pack } = state;
  return (
    <StepPart step="model" mark={modelMark(state)}>
      <div className={styles.choice}>
        <Select
          bare
          className={styles.model}
          label={text("deploy.model")}
          value={model.id}
          choices={state.models!.map((each) => ({ key: each.id, words: nameOf(each) }))}
          onChange={(id) => void packs.choose(id)}
        />
        <HandChoice model={model} />
      </div>
      <Facts model={model} />
      {pack === null && <ProgressBar label={text("deploy.pack.making")} share={null} />}
      {pack?.ok === false && <ProblemNote problem={pack.problem} />}
      {pack?.ok && <PackFacts pack={pack.value} />}
    </StepPart>
  );
}

/** With what tells models of one name apart. */
function nameOf({ name, made, createdAtMs }: DeployModel): string {
  const when = moment(createdAtMs);
  return made === null
    ? text("deploy.model.one", { name, when })
    : text("deploy.model.scored", { name, when, f1: share(made.int8.f1) });
}

function HandChoice({ model }: { readonly model: DeployModel }) {
  const { packs } = useApp();
  const hand = useOf(packs, (state) => state.hand);
  const hands = handsOf(model);
  if (hands.length === 0) return <span className={words.quiet}>{text("deploy.hand.both")}</span>;
  return (
    <Segmented
      label={text("deploy.hand")}
      value={hand}
      choices={hands.map((each) => ({ key: each, words: text(`hand.${each}`) }))}
      onChange={(each) => each !== null && void packs.chooseHand(each)}
    />
  );
}

function Facts({ model: { classNames, made, simulated, stale, needs } }: { readonly model: DeployModel }) {
  return (
    <>
      <p className={styles.facts}>
        {simulated && <Badge tone="simulated">{text("device.simulated")}</Badge>}
        {stale.length > 0 && (
          <Badge tone="warning">
            {text("validate.stale.changed", { what: stale.map((what) => text(`validate.stale.${what}`)).join(", ") })}
          </Badge>
        )}
        <span className={words.quiet}>
          {made === null ? text("deploy.model.imported") : text("deploy.model.f1", { f1: share(made.int8.f1) })}{" "}
          {text("deploy.model.needs", {
            rateHz: needs.rateHz,
            accel_g: needs.accelRange_g,
            gyro_dps: needs.gyroRange_dps,
          })}
        </span>
      </p>
      <ul className={styles.classes} aria-label={text("deploy.model.classes")}>
        {classNames.slice(1).map((name) => (
          <li key={name}>
            <LabelMark label={name} />
          </li>
        ))}
      </ul>
    </>
  );
}
