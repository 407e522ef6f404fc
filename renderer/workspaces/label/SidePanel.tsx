import { useEffect, useRef } from "react";
import { useLandmark } from "react-aria/useLandmark";
import { useStore } from "zustand";
import type { CaptureDetail } from "#domain/captures.ts";
import { useStored } from "../../ui/stored.ts";
import { Tabs } from "../../ui/Tabs.tsx";
import { text } from "../../ui/text.ts";
import { focusSide } from "./focusSide.ts";
import styles from "./LabelWorkspace.module.css";
import { labelSession } from "./session.ts";
import { SIDE_TABS } from "./sideTabs.tsx";

const CHOICES = SIDE_TABS.map(({ key, words, icon }) => ({ key, words: text(words), icon }));

/**
 * The right side of the workspace: one part at a time, the one that was shown last. F6 leads here, and only from here on to a
 * message that stands: the key must not mean something else for as long as one does.
 */
export function SidePanel({ capture }: { readonly capture: CaptureDetail }) {
  const [kept, keep] = useStored("ringside.label.tab");
  const asked = useStore(labelSession, ({ side }) => side);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new wish changes the tab.
  useEffect(() => {
    if (asked === null) return;
    keep(asked);
    labelSession.setState({ side: null });
  }, [asked]);
  const { key, Part } = SIDE_TABS.find((tab) => tab.key === kept) ?? SIDE_TABS[0]!;
  const side = useRef<HTMLElement>(null);
  const { landmarkProps } = useLandmark(
    { role: "complementary", "aria-label": text("label.side"), focus: focusSide },
    side,
  );
  return (
    <aside ref={side} {...landmarkProps} className={styles.side}>
      <div className={styles.tabs}>
        <Tabs label={text("label.side")} tabs={CHOICES} value={key} onChange={keep} />
      </div>
      <Part capture={capture} />
    </aside>
  );
}
