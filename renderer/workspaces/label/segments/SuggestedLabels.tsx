import { useSyncExternalStore } from "react";
import { useStore } from "zustand";
import { acceptChosen, labelOnEnter } from "../../../labels/accepting.ts";
import type { Placed } from "../../../labels/desk.ts";
import { Button } from "../../../ui/Button.tsx";
import { share } from "../../../ui/figures.ts";
import { KeyCap } from "../../../ui/KeyCap.tsx";
import { LabelMark } from "../../../ui/LabelMark.tsx";
import { text } from "../../../ui/text.ts";
import { deskNow, labelSession } from "../session.ts";
import styles from "./Segments.module.css";
import { useLabelView } from "./useLabelView.ts";

const nothing = () => () => {};

/** What the selected proposal could be called, or what the model says first: Enter takes the first, each has its label's own key besides. */
export function SuggestedLabels(found: Placed) {
  const { track, segment } = found;
  const suggestions = useStore(labelSession, (session) => session.suggestions);
  useSyncExternalStore(suggestions?.subscribe ?? nothing, () => suggestions?.version ?? 0);
  const { scheme } = useLabelView()!.view;
  const desk = deskNow();
  if (desk === null) return null;
  const known = suggestions?.of(segment.id) ?? [];
  const isModel = track.kind === "prediction";
  const own = { label: labelOnEnter(desk, found), confidence: isModel ? segment.confidence : null };
  const others = known.filter(({ label }) => label !== own.label);
  const offered = isModel ? [own, ...others] : known.length > 0 ? known : [own];
  const keyOf = (label: string) => scheme.punch.find(({ name }) => name === label)?.key ?? null;
  return (
    <ul className={styles.suggested} aria-label={text("segments.suggested")}>
      {offered.map(({ label, confidence }, i) => (
        <li key={label}>
          <Button onPress={() => acceptChosen(desk, label)}>
            <span className={styles.suggestion}>
              <LabelMark label={label} />
              {confidence !== null && <span className={styles.quiet}>{share(confidence)}</span>}
              {i === 0 && <KeyCap keys="Enter" />}
              {keyOf(label) !== null && <KeyCap keys={keyOf(label)!} />}
            </span>
          </Button>
        </li>
      ))}
    </ul>
  );
}
