import { Check, CircleDashed, X } from "lucide-react";
import type { LiveFinding } from "#domain/deploy/recognition.ts";
import { type Pair, type Verdict, verdictOf } from "../../deploy/pairing.ts";
import { share } from "../../ui/figures.ts";
import { LabelMark } from "../../ui/LabelMark.tsx";
import { text } from "../../ui/text.ts";
import styles from "./CheckLanes.module.css";

const ICONS = { agreed: Check, differed: X, gloveOnly: CircleDashed, studioOnly: CircleDashed } as const;

interface Props {
  /** Newest first. */
  readonly pairs: readonly Pair[];
  /** Lines kept free, so that nothing jumps when the first answers come. */
  readonly rows: number;
}

/** Twin lanes: what the glove said, what the studio said, and whether that is the same. */
export function CheckLanes({ pairs, rows }: Props) {
  return (
    <div style={{ minHeight: `calc(${rows + 1} * var(--row))` }}>
      <table className={styles.lanes}>
        <thead>
          <tr>
            <th scope="col">{text("deploy.check.lane.glove")}</th>
            <th scope="col">{text("deploy.check.lane.studio")}</th>
            <th scope="col">{text("deploy.check.lane.verdict")}</th>
          </tr>
        </thead>
        <tbody>
          {pairs.map((pair) => {
            const verdict = verdictOf(pair);
            return (
              <tr key={pair.key} data-verdict={verdict}>
                <Lane said={pair.glove} />
                <Lane said={pair.studio} />
                <Judged verdict={verdict} />
              </tr>
            );
          })}
          {pairs.length === 0 && (
            <tr>
              <td colSpan={3} className={styles.none}>
                {text("deploy.check.none")}
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}

function Lane({ said }: { readonly said: LiveFinding | null }) {
  return (
    <td>
      {said === null ? (
        text("validate.none")
      ) : (
        <span className={styles.said}>
          <LabelMark label={said.label} />
          {said.confidence !== null && <span className="number">{share(said.confidence)}</span>}
        </span>
      )}
    </td>
  );
}

function Judged({ verdict }: { readonly verdict: Verdict }) {
  const Icon = ICONS[verdict];
  return (
    <td className={styles.verdict}>
      <span className={styles.said}>
        <Icon aria-hidden />
        {text(`deploy.check.one.${verdict}`)}
      </span>
    </td>
  );
}
