import { useStore } from "zustand";
import { useApp, useOf } from "../../../app/app.ts";
import type { Examples, Preview } from "../../../training/training.ts";
import { inSchemeOrder } from "../../../ui/DistributionBar.tsx";
import { count, share } from "../../../ui/figures.ts";
import { LabelMark } from "../../../ui/LabelMark.tsx";
import { labelColour, labelScheme } from "../../../ui/labels.ts";
import { ShareBar } from "../../../ui/ShareBar.tsx";
import { text } from "../../../ui/text.ts";
import parts from "../parts.module.css";
import { labelTotals } from "./totals.ts";

interface Props extends Pick<Preview, "captures"> {
  /** Null until they are counted. */
  readonly examples: Examples | null;
}

/**
 * How many segments each label has and how many examples come of them; labels that the recipe does not tell apart are said
 * to be Unknown.
 */
export function Distribution({ captures, examples }: Props) {
  const { training } = useApp();
  const classes = useOf(training, ({ wish }) => wish!.plan.classes);
  const scheme = useStore(labelScheme);
  const totals = inSchemeOrder(
    labelTotals(captures),
    scheme.punch.map(({ name }) => name),
  );
  const all = totals.reduce((sum, [, n]) => sum + n, 0);
  const most = totals.reduce((max, [, n]) => Math.max(max, n), 1);
  return (
    <section className={parts.part} aria-label={text("train.distribution")}>
      <header className={parts.partHead}>
        <h2 className={parts.partTitle}>{text("train.distribution")}</h2>
        <span className={parts.quiet}>{text("train.distribution.how")}</span>
      </header>
      <table className={parts.grid}>
        <thead>
          <tr>
            <th scope="col" colSpan={2}>
              {text("train.label")}
            </th>
            <th scope="col" className={parts.numeric}>
              {text("train.segments")}
            </th>
            <th scope="col" className={parts.numeric}>
              {text("train.made.examples")}
            </th>
            <th scope="col" className={parts.numeric}>
              {text("train.share")}
            </th>
          </tr>
        </thead>
        <tbody>
          {totals.map(([label, segments]) => (
            <tr key={label}>
              <th scope="row">
                <LabelMark label={label} />
              </th>
              <td className={parts.wide}>
                <ShareBar share={segments / most} token={labelColour(label)}>
                  {null}
                </ShareBar>
              </td>
              <td className={parts.numeric}>{count(segments)}</td>
              <td className={parts.numeric}>{examples !== null && count(examples.labels[label] ?? 0)}</td>
              <td className={parts.numeric}>
                {classes.includes(label) ? share(segments / all) : text("train.asUnknown")}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
