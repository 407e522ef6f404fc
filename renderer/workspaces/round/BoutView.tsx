import { Pause } from "lucide-react";
import { useApp, useOf } from "../../app/app.ts";
import type { Bout } from "../../deploy/round/bout.ts";
import { hitsOf, tallyOf } from "../../deploy/round/tally.ts";
import { clock, count } from "../../ui/figures.ts";
import { KeyCap } from "../../ui/KeyCap.tsx";
import { LabelMark } from "../../ui/LabelMark.tsx";
import { text } from "../../ui/text.ts";
import styles from "./BoutView.module.css";
import { useCountedLabels } from "./useCountedLabels.ts";

/** The bout that runs: the clock, and for each corner the count, the last punch, and the count of each punch. */
export function BoutView({ bout }: { readonly bout: Bout }) {
  const { rounds } = useApp();
  const leftMs = useOf(rounds, (state) => state.leftMs);
  const { phase, round, rules, pausedMs } = bout;
  return (
    <div className={styles.bout} data-corners={bout.corners.length}>
      <header className={styles.head}>
        <p className={styles.phase} data-phase={phase}>
          {pausedMs === null ? (
            phase !== "over" && text(`round.phase.${phase}`, { round, rounds: rules.rounds })
          ) : (
            <>
              <Pause aria-hidden /> {text("round.paused")}
            </>
          )}
        </p>
        {/* Whole seconds, and the last one is shown until it is over. */}
        <p className={styles.clock} role="timer">
          {clock(Math.ceil(leftMs / 1000) * 1000)}
        </p>
      </header>
      <div className={styles.corners}>
        {bout.corners.map((_, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a corner is its place.
          <CornerView key={place} bout={bout} place={place} />
        ))}
      </div>
      <footer className={styles.foot}>
        <KeyCap keys="Space" /> {text(pausedMs === null ? "round.key.pause" : "round.key.goOn")}
        <KeyCap keys="Esc" /> {text("round.key.end")}
      </footer>
    </div>
  );
}

function CornerView({ bout, place }: { readonly bout: Bout; readonly place: number }) {
  const labels = useCountedLabels(bout);
  const hits = hitsOf(bout, place);
  const last = hits.at(-1);
  const { target } = bout.rules;
  return (
    <section className={styles.corner} aria-label={bout.corners[place]!.name}>
      {bout.corners.length > 1 && <h2 className={styles.name}>{bout.corners[place]!.name}</h2>}
      <p className={styles.total}>
        {count(hits.length)}
        {target !== null && <span className={styles.target}>/{target}</span>}
      </p>
      <p className={styles.last} role="status">
        {last ? <LabelMark label={last.label} /> : text("round.noPunch")}
      </p>
      <ul className={styles.tallies}>
        {tallyOf(hits, labels).map((tally) => (
          <li key={tally.label} className={styles.tally}>
            <LabelMark label={tally.label} />
            <span className="number">{tally.count}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
