import { History, RotateCcw, Square, Zap } from "lucide-react";
import { useState } from "react";
import { useApp, useOf } from "../../app/app.ts";
import { isAvailable } from "../../app/commands/command.ts";
import { commandOf } from "../../app/commands/table.ts";
import type { FlashingState } from "../../deploy/flashing.ts";
import { wishOf } from "../../deploy/flashWish.ts";
import { modelOf, type PacksState } from "../../deploy/packs.ts";
import { Button } from "../../ui/Button.tsx";
import { count } from "../../ui/figures.ts";
import { KeyCap } from "../../ui/KeyCap.tsx";
import { text } from "../../ui/text.ts";
import { BoardChoice } from "./BoardChoice.tsx";
import { FlashEnd } from "./FlashEnd.tsx";
import { FlashHistory } from "./FlashHistory.tsx";
import { FlashProgress } from "./FlashProgress.tsx";
import styles from "./FlashStep.module.css";
import { ImageChoice } from "./ImageChoice.tsx";
import { ProblemNote } from "./ProblemNote.tsx";
import { StepPart } from "./StepPart.tsx";
import { flashMark } from "./steps.ts";
import words from "./Words.module.css";

/** One button from model to glove, and what the glove says after it. */
export function FlashStep() {
  const { flashing, packs } = useApp();
  const state = useOf(flashing, (all) => all);
  const modelId = useOf(packs, (all) => all.modelId);
  const { running, ended, refused, records } = state;
  const [showing, setShowing] = useState(false);
  return (
    <StepPart
      step="flash"
      mark={flashMark(state, { modelId })}
      actions={
        <Button look="quiet" icon={History} isDisabled={records.length === 0} onPress={() => setShowing(true)}>
          {text("deploy.flash.history", { count: count(records.length) })}
        </Button>
      }
    >
      <div className={styles.choices}>
        <BoardChoice />
        <ImageChoice />
      </div>
      <Go />
      {refused !== null && <ProblemNote problem={refused} />}
      {running !== null && <FlashProgress steps={running.steps} />}
      {ended !== null && <FlashEnd {...ended} />}
      {showing && <FlashHistory records={records} onClose={() => setShowing(false)} />}
    </StepPart>
  );
}

/** The one button of the place; while it works, the one that stops it. */
function Go() {
  const app = useApp();
  const packs = useOf(app.packs, (all) => all);
  const flashing = useOf(app.flashing, (all) => all);
  const flash = commandOf("deploy.flash");
  if (flashing.running !== null) {
    return (
      <div className={styles.goRow}>
        <Button icon={Square} className={styles.go} onPress={() => void app.flashing.cancel()}>
          {text("deploy.flash.stop")}
          <KeyCap keys="Esc" />
        </Button>
      </div>
    );
  }
  const again = flashing.refused !== null || (flashing.ended !== null && flashing.ended.record.result !== "done");
  const why = whyNot(flashing, packs);
  return (
    <div className={styles.goRow}>
      <Button
        look="primary"
        icon={again ? RotateCcw : Zap}
        className={styles.go}
        isDisabled={!isAvailable(flash, app)}
        onPress={() => flash.run(app)}
      >
        {goWords(flashing, packs, again)}
        <KeyCap keys={flash.keys[0]!} />
      </Button>
      {why !== null && <p className={words.quiet}>{why}</p>}
    </div>
  );
}

function goWords(flashing: FlashingState, packs: PacksState, again: boolean): string {
  const wish = wishOf(flashing, packs);
  if (wish === null) return text("deploy.flash.go");
  const what = wish.model === null ? wish.image.name : modelOf(packs)!.name;
  return text(again ? "deploy.flash.retry" : "deploy.flash.goTo", { what, board: wish.board.name });
}

/** What is missing before it can be flashed, or what to know before it is; null where nothing is to be said. */
function whyNot(flashing: FlashingState, packs: PacksState): string | null {
  const { boards, images, boardId, imageId } = flashing;
  const board = boards?.find(({ id }) => id === boardId);
  const image = images?.find(({ id }) => id === imageId);
  if (boards === undefined || images === undefined) return null;
  if (board === undefined) return text("deploy.flash.why.noBoard");
  if (!board.supported) return text("deploy.flash.why.otherBoard");
  if (image === undefined) return text("deploy.flash.why.noImage");
  if (image.slotBytes === null && image.packHash === null)
    return text("deploy.flash.why.noSlot", { image: image.name });
  if (packs.bill?.ok && packs.bill.value.problems.length > 0) return text("deploy.flash.why.tooLarge");
  return null;
}
