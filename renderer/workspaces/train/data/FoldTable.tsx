import { useApp, useOf } from "../../../app/app.ts";
import type { Preview } from "../../../training/training.ts";
import { DistributionBar } from "../../../ui/DistributionBar.tsx";
import { count } from "../../../ui/figures.ts";
import { advise, text } from "../../../ui/text.ts";
import parts from "../parts.module.css";
import { labelTotals } from "./totals.ts";

/** What is held out in turn: each fold is tested by a model that never saw it. */
export function FoldTable({ preview: { folds, captures } }: { readonly preview: Preview }) {
  const { training } = useApp();
  const byGroup = useOf(training, ({ wish }) => wish!.split.method.kind === "leaveOneOut");
  if (folds.length === 0) {
    const { what, next } = advise("problem", { code: "learn.oneGroup", detail: {} });
    return (
      <section className={parts.part} aria-label={text("train.folds")}>
        <header className={parts.partHead}>
          <h2 className={parts.partTitle}>{text("train.folds")}</h2>
          <p role="alert">{`${what} ${next}`}</p>
        </header>
      </section>
    );
  }
  return (
    <section className={parts.part} aria-label={text("train.folds")}>
      <header className={parts.partHead}>
        <h2 className={parts.partTitle}>{text("train.folds")}</h2>
        <span className={parts.quiet}>{text("train.folds.how")}</span>
      </header>
      <table className={parts.grid}>
        <thead>
          <tr>
            <th scope="col">{text("train.heldOut")}</th>
            <th scope="col" className={parts.numeric}>
              {text("train.captures")}
            </th>
            <th scope="col" className={parts.numeric}>
              {text("train.segments")}
            </th>
            {byGroup && <th scope="col">{text("train.labels")}</th>}
          </tr>
        </thead>
        <tbody>
          {folds.map((fold) => (
            <tr key={fold.group}>
              <th scope="row">{fold.group}</th>
              <td className={parts.numeric}>{count(fold.captures)}</td>
              <td className={parts.numeric}>{count(fold.segments)}</td>
              {byGroup && (
                <td className={parts.wide}>
                  <DistributionBar labels={labelTotals(captures.filter(({ group }) => group === fold.group))} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
