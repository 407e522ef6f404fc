import type { CrossScore } from "#domain/learning/models.ts";
import { count, share } from "../../../ui/figures.ts";
import { LabelMark } from "../../../ui/LabelMark.tsx";
import { labelColour } from "../../../ui/labels.ts";
import { ShareBar } from "../../../ui/ShareBar.tsx";
import { text } from "../../../ui/text.ts";
import parts from "../parts.module.css";

interface Props {
  readonly int8: CrossScore;
  readonly float: CrossScore;
}

/** Each class: as the glove computes it beside the float network. */
export function ClassScores({ int8, float }: Props) {
  return (
    <section className={parts.part} aria-label={text("train.perClass")}>
      <header className={parts.partHead}>
        <h2 className={parts.partTitle}>{text("train.perClass")}</h2>
      </header>
      <table className={parts.grid}>
        <thead>
          <tr>
            <th scope="col">{text("train.label")}</th>
            <th scope="col">{text("train.f1.glove.short")}</th>
            <Head words={text("train.float")} />
            <Head words={text("validate.sensitivity")} />
            <Head words={text("validate.ppv")} />
            <Head words={text("validate.support")} />
          </tr>
        </thead>
        <tbody>
          {Object.entries(int8.perClass).map(([label, scores]) => (
            <tr key={label}>
              <th scope="row">
                <LabelMark label={label} />
              </th>
              <td className={parts.wide}>
                <ShareBar share={scores.f1} token={labelColour(label)}>
                  {share(scores.f1)}
                </ShareBar>
              </td>
              <Cell words={share(float.perClass[label]?.f1 ?? 0)} />
              <Cell words={share(scores.sensitivity)} />
              <Cell words={share(scores.ppv)} />
              <Cell words={count(scores.support)} />
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Each fold: how it does on a group that it never saw. The worst first: there the next recording is worth most. */
export function FoldScores({ int8, float }: Props) {
  const floats = new Map(float.folds.map(({ group, f1 }) => [group, f1]));
  const folds = int8.folds.toSorted((a, b) => Number(a.support === 0) - Number(b.support === 0) || a.f1 - b.f1);
  return (
    <section className={parts.part} aria-label={text("train.perFold")}>
      <header className={parts.partHead}>
        <h2 className={parts.partTitle}>{text("train.perFold")}</h2>
        <span className={parts.quiet}>{text("validate.worst")}</span>
      </header>
      <table className={parts.grid}>
        <thead>
          <tr>
            <th scope="col">{text("train.heldOut")}</th>
            <th scope="col">{text("train.f1.glove.short")}</th>
            <Head words={text("train.float")} />
            <Head words={text("validate.support")} />
          </tr>
        </thead>
        <tbody>
          {folds.map(({ group, f1, support }) => (
            <tr key={group}>
              <th scope="row">{group}</th>
              <td className={parts.wide}>{support > 0 && <ShareBar share={f1}>{share(f1)}</ShareBar>}</td>
              <Cell words={support > 0 ? share(floats.get(group) ?? 0) : text("train.nothingToFind")} />
              <Cell words={count(support)} />
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Head({ words }: { readonly words: string }) {
  return (
    <th scope="col" className={parts.numeric}>
      {words}
    </th>
  );
}

function Cell({ words }: { readonly words: string }) {
  return <td className={parts.numeric}>{words}</td>;
}
