import { X } from "lucide-react";
import { useMemo } from "react";
import type { Validation } from "#domain/validation/results.ts";
import { useApp, useOf } from "../../app/app.ts";
import type { Compared } from "../../app/stores/accuracy.ts";
import { Button } from "../../ui/Button.tsx";
import { share } from "../../ui/figures.ts";
import { LabelMark } from "../../ui/LabelMark.tsx";
import { text } from "../../ui/text.ts";
import { BesideTable } from "./BesideTable.tsx";
import { classRows, pointsOf } from "./beside.ts";
import { chanceSentence, chanceWords, pWords } from "./chance.ts";
import { Difference } from "./Difference.tsx";
import { nameOf } from "./nameOf.ts";
import part from "./Part.module.css";
import { Part } from "./Part.tsx";
import styles from "./SideBySide.module.css";

/** The shown result and others on the same captures: whether they differ, on which classes and on which captures. */
export function SideBySide({ shown }: { readonly shown: Validation }) {
  const { accuracy } = useApp();
  const compared = useOf(accuracy, (state) => state.compared);
  const others = useMemo(() => compared.map(({ result }) => result), [compared]);
  if (compared.length === 0) return null;
  return (
    <Part
      label={text("validate.side")}
      how={text("validate.side.how", { name: nameOf(shown) })}
      actions={
        <Button look="quiet" icon={X} onPress={() => void accuracy.compareWith([])}>
          {text("validate.side.stop")}
        </Button>
      }
    >
      <ul className={styles.verdicts}>
        {compared.map((each) => (
          <li key={each.result.id}>{verdict(shown, each)}</li>
        ))}
      </ul>
      <div className={styles.tables}>
        <div className={part.scroll}>
          <Classes shown={shown} compared={compared} />
        </div>
        <BesideTable shown={shown} others={others} />
      </div>
    </Part>
  );
}

function verdict(shown: Validation, { result, paired }: Compared): string {
  const name = nameOf(result);
  if (paired === null) return text("validate.side.nothingShared", { name });
  const { onlyFirst, onlySecond, both, neither } = paired;
  const all = onlyFirst + onlySecond + both + neither;
  const counts = { all, onlyFirst, onlySecond, first: nameOf(shown), second: name };
  const sentences = [text("validate.side.counts", counts), chanceSentence(paired), `(${pWords(paired)})`];
  const asJudged = ({ rule, fullyAnnotated, truthTrack }: Validation) =>
    JSON.stringify([rule, fullyAnnotated, truthTrack]);
  if (asJudged(shown) !== asJudged(result)) sentences.push(text("validate.side.otherRule", { name }));
  return sentences.join(" ");
}

interface ClassesProps {
  readonly shown: Validation;
  readonly compared: readonly Compared[];
}

/** Each class in each model, and whether they differ on it. */
function Classes({ shown, compared }: ClassesProps) {
  const rows = classRows([shown, ...compared.map(({ result }) => result)]);
  return (
    <table className={styles.classes} aria-label={text("validate.side.classes")}>
      <thead>
        <tr>
          <th scope="col">{text("validate.side.class")}</th>
          <th scope="col">{nameOf(shown)}</th>
          {compared.map(({ result }) => (
            <th key={result.id} className={styles.model} scope="colgroup" colSpan={3}>
              {nameOf(result)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <tr className={styles.total}>
          <th scope="row">{text("validate.side.all")}</th>
          <td>{share(shown.total.f1)}</td>
          {compared.map(({ result, paired }) => (
            <Cells
              key={result.id}
              f1={result.total.f1}
              points={100 * (result.total.f1 - shown.total.f1)}
              paired={paired ?? undefined}
            />
          ))}
        </tr>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row">
              <LabelMark label={row.name} />
            </th>
            <td>{f1Words(row.f1s[0])}</td>
            {compared.map(({ result, paired }, i) => (
              <Cells
                key={result.id}
                f1={row.f1s[i + 1] ?? null}
                points={pointsOf(row, i + 1)}
                paired={paired?.perClass[row.name]}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface CellsProps {
  readonly f1: number | null;
  readonly points: number | null;
  readonly paired: NonNullable<Compared["paired"]>["perClass"][string] | undefined;
}

function Cells({ f1, points, paired }: CellsProps) {
  return (
    <>
      <td>{f1Words(f1)}</td>
      <td>
        <Difference points={points} />
      </td>
      <td className={styles.chance} title={paired && pWords(paired)}>
        {paired && chanceWords(paired)}
      </td>
    </>
  );
}

function f1Words(f1: number | null | undefined): string {
  return f1 == null ? text("validate.none") : share(f1);
}
