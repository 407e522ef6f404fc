import { useApp, useOf } from "../../../app/app.ts";
import { CURVE_KINDS, type Curve, type CurveKind, curveValue } from "../../../training/curves.ts";
import { share } from "../../../ui/figures.ts";
import { text } from "../../../ui/text.ts";
import parts from "../parts.module.css";
import { CurvePlot } from "./CurvePlot.tsx";
import styles from "./Models.module.css";

/** How networks learned, or are learning: loss and accuracy of all folds, the newest in full light. */
export function Curves() {
  const { training } = useApp();
  const curves = useOf(training, (state) => state.curves);
  const epochs = useOf(training, ({ wish }) => wish?.plan.training.epochs ?? 0);
  const running = useOf(training, ({ running }) => running?.what === "train");
  const last = curves.at(-1);
  const validated = curves.some(({ points }) => points[0]?.validationLoss !== null);
  return (
    <section className={styles.curves} aria-label={text("train.curves")}>
      <header className={parts.partHead}>
        <h2 className={parts.partTitle}>{text("train.curves")}</h2>
        <output className={parts.quiet}>
          {last === undefined ? text("train.curves.wait") : running ? nowWords(last, epochs) : text("train.curves.all")}
        </output>
      </header>
      <div className={styles.plots}>
        {CURVE_KINDS.map((kind) => (
          <figure key={kind} className={styles.plot}>
            <figcaption className={styles.caption}>
              <span>{text(`train.curve.${kind}`)}</span>
              <span className={styles.key} data-of="training">
                {text("train.curve.training", { value: lastValue(last, kind, "training") })}
              </span>
              {validated && (
                <span className={styles.key} data-of="validation">
                  {text("train.curve.validation", { value: lastValue(last, kind, "validation") })}
                </span>
              )}
            </figcaption>
            <CurvePlot curves={curves} kind={kind} />
          </figure>
        ))}
      </div>
    </section>
  );
}

function nowWords({ fold, points }: Curve, epochs: number): string {
  const epoch = points.at(-1)!.epoch;
  return fold === null
    ? text("train.curves.final", { epoch, epochs })
    : text("train.curves.fold", { fold, epoch, epochs });
}

function lastValue(curve: Curve | undefined, kind: CurveKind, of: "training" | "validation"): string {
  const point = curve?.points.at(-1);
  const value = point === undefined ? null : curveValue(point, kind, of);
  if (value === null) return "–";
  return kind === "accuracy" ? share(value) : value.toFixed(3);
}
