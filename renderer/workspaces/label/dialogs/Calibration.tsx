import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { reactionOf } from "#domain/labeling/live.ts";
import { liveSettings } from "../../../labels/liveSettings.ts";
import { Button } from "../../../ui/Button.tsx";
import { cx } from "../../../ui/cx.ts";
import { text } from "../../../ui/text.ts";
import { useLabelView } from "../segments/useLabelView.ts";
import { labelSession } from "../session.ts";
import styles from "./Dialogs.module.css";

const IMPACTS = 10;
/** Closer than this two impacts cannot be told apart by taps. */
const APART_US = 600_000;
/** So much is played before the first and after the last impact. */
const AROUND_US = 1_500_000;
/** The mark is lit so long. */
const LIT_US = 120_000;

/** Ten impacts that stand far enough apart; fewer where the capture has no more. */
function impactsOf(peaksUs: readonly number[]): number[] {
  const far: number[] = [];
  for (const peak of peaksUs.toSorted((a, b) => a - b)) {
    if (far.length < IMPACTS && peak - (far.at(-1) ?? Number.NEGATIVE_INFINITY) >= APART_US) far.push(peak);
  }
  return far;
}

/** Plays the capture along known impacts while the person taps; their median lateness becomes the reaction time. */
export function Calibration() {
  const labels = useLabelView();
  const [running, setRunning] = useState(false);
  const [lit, setLit] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  const taps = useRef<number[]>([]);
  const pad = useRef<HTMLDivElement>(null);
  const peaks = labels?.view.tracks.flatMap(({ segments }) => segments.flatMap(({ peakUs }) => peakUs ?? [])) ?? [];
  const impacts = impactsOf(peaks);
  const known = useRef(impacts);
  if (!running) known.current = impacts;

  useEffect(() => {
    const { timeline, player } = labelSession.getState();
    if (!running || timeline === null || player === null) return;
    const along = known.current;
    taps.current = [];
    player.setSpeed(1);
    timeline.goTo(along[0]! - AROUND_US);
    player.play();
    pad.current?.focus();
    const end = timeline.subscribe(() => {
      const now = timeline.playheadUs;
      setLit(along.some((impact) => now >= impact && now < impact + LIT_US));
      if (now >= Math.min(along.at(-1)! + AROUND_US, timeline.limits.endUs)) setRunning(false);
    });
    return () => {
      end();
      player.pause();
      setLit(false);
      const toMs = (us: number) => us / 1000;
      const reactionMs = reactionOf(taps.current, along.map(toMs));
      if (reactionMs === null) setSaid(text("live.tooFew"));
      else {
        liveSettings.setState({ reactionMs: Math.max(0, reactionMs) });
        setSaid(text("live.measured", { ms: Math.max(0, reactionMs) }));
      }
    };
  }, [running]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Tab" || event.key === "Escape" || event.repeat) return;
    event.preventDefault();
    const { timeline } = labelSession.getState();
    if (running && timeline !== null) taps.current.push(timeline.playheadUs / 1000);
  };
  if (impacts.length < IMPACTS) return <p className={styles.words}>{text("live.noImpacts", { count: IMPACTS })}</p>;
  return (
    <section className={styles.calibration} aria-label={text("live.calibration")}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: while it runs, every key is a tap on it */}
      <div ref={pad} role="application" tabIndex={0} className={styles.pad} onKeyDown={onKeyDown}>
        <span className={cx(styles.lamp, lit && styles.lit)} aria-hidden />
        <span aria-live="polite">{running ? text("live.tapNow") : (said ?? text("live.calibrate.words"))}</span>
      </div>
      <Button onPress={() => setRunning(!running)}>{text(running ? "live.stop" : "live.calibrate")}</Button>
    </section>
  );
}
