import { Crosshair, Trash2, Undo2 } from "lucide-react";
import type { Model } from "#domain/learning/models.ts";
import { useApp, useOf } from "../../../app/app.ts";
import type { ListedModel } from "../../../app/stores/accuracy.ts";
import { Button, IconButton } from "../../../ui/Button.tsx";
import { Figure, FigureRow } from "../../../ui/FigureRow.tsx";
import { count, moment, share } from "../../../ui/figures.ts";
import { text } from "../../../ui/text.ts";
import { Hash } from "../Parts.tsx";
import parts from "../parts.module.css";
import { classifierWords, inputWords } from "../recipe/planWords.ts";
import { Curves } from "./Curves.tsx";
import { ModelBadges } from "./ModelList.tsx";
import styles from "./Models.module.css";
import { NameField } from "./NameField.tsx";
import { SaveNetworks } from "./SaveNetworks.tsx";
import { ClassScores, FoldScores } from "./Scores.tsx";

/** What a model is, what it is worth on captures that it never saw, and what it was made of. */
export function ModelResult({ model }: { readonly model: ListedModel }) {
  const { training } = useApp();
  const curvesOf = useOf(training, (state) => state.curvesOf);
  const { made } = model;
  return (
    <article className={parts.view} aria-label={model.name}>
      <Head model={model} />
      {made === null ? (
        <p className={styles.note}>{text("train.imported.note")}</p>
      ) : (
        <>
          <Figures model={model} made={made} />
          <p className={styles.note}>{protocolWords(made)}</p>
          <div className={parts.columns}>
            <ClassScores int8={made.int8} float={made.float} />
            <FoldScores int8={made.int8} float={made.float} />
          </div>
        </>
      )}
      {curvesOf === model.id && <Curves />}
      <MadeOf model={model} />
    </article>
  );
}

function Head({ model }: { readonly model: ListedModel }) {
  const { training, accuracy, shell, project } = useApp();
  const readOnly = useOf(project, ({ open }) => open?.readOnly ?? true);
  const { plan, made } = model;
  return (
    <header className={styles.head}>
      <NameField model={model} readOnly={readOnly} />
      <ModelBadges model={model} />
      <span className={styles.space} />
      {plan !== null && made !== null && (
        <Button
          icon={Undo2}
          onPress={() => training.change(structuredClone({ plan, query: made.query, split: made.split }))}
        >
          {text("train.reuse")}
        </Button>
      )}
      <SaveNetworks model={model} />
      <Button
        icon={Crosshair}
        onPress={() => {
          accuracy.choose(new Set([model.id]));
          shell.go({ at: "validate" });
        }}
      >
        {text("train.judge")}
      </Button>
      <IconButton
        icon={Trash2}
        label={text("train.remove")}
        isDisabled={readOnly}
        onPress={() => void training.remove(model.id, model.name)}
      />
    </header>
  );
}

type Made = NonNullable<ListedModel["made"]>;

function Figures({ model, made: { int8, float } }: { readonly model: ListedModel; readonly made: Made }) {
  const bytes = model.parts.reduce((sum, part) => sum + part.bytes, 0);
  return (
    <FigureRow>
      <Figure words={text("train.f1.glove")} large>
        {share(int8.f1)}
      </Figure>
      <Figure words={text("train.f1.float")} large>
        {share(float.f1)}
      </Figure>
      <Figure words={text("train.accuracy")} large>
        {share(int8.accuracy)}
      </Figure>
      <Figure words={text("train.size")} large>
        {text("train.bytes", { bytes })}
      </Figure>
    </FigureRow>
  );
}

function protocolWords({ split, int8 }: Pick<NonNullable<Model["made"]>, "split" | "int8">): string {
  const support = Object.values(int8.perClass).reduce((sum, each) => sum + each.support, 0);
  return text("train.protocol", {
    by: split.groupBy.kind === "capture" ? text("train.split.capture") : split.groupBy.field,
    method: split.method.kind,
    folds: int8.folds.length,
    support,
  });
}

function MadeOf({ model: { createdAtMs, made, plan, needs, parts: pieces } }: { readonly model: ListedModel }) {
  return (
    <section className={parts.part} aria-label={text("train.madeOf")}>
      <header className={parts.partHead}>
        <h2 className={parts.partTitle}>{text("train.madeOf")}</h2>
        {plan !== null && (
          <span className={parts.quiet}>
            {[inputWords(plan), classifierWords(plan), text(`train.hands.${plan.hands}`)].join(" · ")}
          </span>
        )}
      </header>
      <dl className={styles.facts}>
        <Figure words={text("train.made.when")}>{moment(createdAtMs)}</Figure>
        <Figure words={text("train.made.needs")}>
          {text("train.needs", { rate: needs.rateHz, accel: needs.accelRange_g, gyro: needs.gyroRange_dps })}
        </Figure>
        {made !== null && (
          <>
            <Figure words={text("train.made.examples")}>
              {Object.entries(made.examples)
                .map(([label, n]) => text("ui.labelCount", { label, count: count(n) }))
                .join(", ")}
            </Figure>
            <Figure words={text("train.made.backend")}>{made.backend}</Figure>
            <Figure words={text("train.dataHash")}>
              <Hash hash={made.dataHash} />
            </Figure>
            <Figure words={text("train.labelsHash")}>
              <Hash hash={made.labelsHash} />
            </Figure>
            <Figure words={text("train.engineHash")}>
              <Hash hash={made.engineHash} />
            </Figure>
          </>
        )}
        {pieces.map(({ hand, hash, bytes }) => (
          <Figure key={hash} words={text("train.packHash", { hand: hand ?? "both", bytes })}>
            <Hash hash={hash} />
          </Figure>
        ))}
      </dl>
    </section>
  );
}
