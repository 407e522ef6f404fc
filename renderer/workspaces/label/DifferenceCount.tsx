import { useRef } from "react";
import { useApp } from "../../app/app.ts";
import { wordsOf } from "../../app/commands/command.ts";
import { commandOf } from "../../app/commands/table.ts";
import { allDisagreements, shownPredictions } from "../../labels/disagreeing.ts";
import { Button } from "../../ui/Button.tsx";
import { WithTooltip } from "../../ui/Tooltip.tsx";
import { text } from "../../ui/text.ts";
import { useLabelView } from "./segments/useLabelView.ts";

/** How often models and truth disagree in the open capture, and the way to the next place; nothing where no model spoke. */
export function DifferenceCount() {
  const app = useApp();
  const labels = useLabelView();
  const last = useRef(0);
  if (labels === null || shownPredictions(labels.view).length === 0) return null;
  // While something is dragged it stays as it was: to count anew takes longer than a frame.
  if (!labels.doc.previewing) last.current = allDisagreements(labels.view).length;
  const next = commandOf("label.nextDifference");
  return (
    <WithTooltip words={wordsOf(next)} shortcut={next.keys[0]}>
      <Button look="quiet" onPress={() => next.run(app)}>
        {text("label.differences", { count: last.current })}
      </Button>
    </WithTooltip>
  );
}
