import {
  ArrowLeft,
  CheckCheck,
  ChevronLeft,
  ChevronRight,
  MoveHorizontal,
  Redo2,
  Undo2,
  ZoomIn,
  ZoomOut,
} from "lucide-react";
import { useSyncExternalStore } from "react";
import { useStore } from "zustand";
import { type CaptureDetail, reviewState } from "#domain/captures.ts";
import { useApp, useOf } from "../../app/app.ts";
import { CommandIcon } from "../../app/commands/CommandIcon.tsx";
import { isAvailable } from "../../app/commands/command.ts";
import { commandOf } from "../../app/commands/table.ts";
import { timeText, Y_MODES } from "../../timeline/index.ts";
import { Button } from "../../ui/Button.tsx";
import { count, duration, rate } from "../../ui/figures.ts";
import { LabelMark } from "../../ui/LabelMark.tsx";
import { Badge } from "../../ui/Marks.tsx";
import { ReviewMark } from "../../ui/ReviewMark.tsx";
import { Segmented } from "../../ui/Toggles.tsx";
import { WithTooltip } from "../../ui/Tooltip.tsx";
import { messageText, text } from "../../ui/text.ts";
import { health } from "../shared/health.ts";
import { DifferenceCount } from "./DifferenceCount.tsx";
import styles from "./LabelWorkspace.module.css";
import { SnapButton } from "./SnapButton.tsx";
import { labelSession } from "./session.ts";

/** What the capture is, where the playhead stands, and the way to its neighbours. */
export function LabelHeader({ capture }: { readonly capture: CaptureDetail }) {
  const rows = capture.streams.reduce((sum, stream) => sum + stream.rows, 0);
  const { tone, words } = health(capture);
  return (
    <header className={styles.header}>
      <Breadcrumb name={capture.name} />
      {capture.label !== null && <LabelMark label={capture.label} />}
      {capture.simulated && <Badge tone="simulated">{text("device.simulated")}</Badge>}
      {capture.state !== "finished" && <Badge tone="warning">{text(`open.state.${capture.state}`)}</Badge>}
      {capture.state === "interrupted" && <KeepInterrupted />}
      <Badge tone={tone}>{words}</Badge>
      <span className={styles.space}>
        <span className={styles.facts}>
          {[
            duration(capture.durationUs),
            text("open.rows", { rows: count(rows) }),
            ...capture.streams.map((stream) => rate(stream.clock.rateHz)),
          ].join("  ·  ")}
        </span>
      </span>
      <Begun />
      <DifferenceCount />
      <HistoryButton way="undo" icon={Undo2} />
      <HistoryButton way="redo" icon={Redo2} />
      <Playhead />
      <SnapButton />
      <ZoomButtons />
      <HeightChoice />
      <CommandIcon id="open.previous" icon={ChevronLeft} />
      <CommandIcon id="open.next" icon={ChevronRight} />
      <Reviewed capture={capture} />
    </header>
  );
}

/** Where one is, with the way back. */
function Breadcrumb({ name }: { readonly name: string }) {
  const app = useApp();
  const back = commandOf("open.list");
  return (
    <nav className={styles.crumbs} aria-label={text("open.crumbs")}>
      <WithTooltip words={text(back.words)} shortcut="Esc">
        <Button look="quiet" icon={ArrowLeft} onPress={() => back.run(app)}>
          {text("queue.title")}
        </Button>
      </WithTooltip>
      <ChevronRight size={12} aria-hidden />
      <h1 className={styles.name}>{name}</h1>
    </nav>
  );
}

/** Says that the labels are right and complete, and goes on; what was said can be taken back. */
function Reviewed({ capture }: { readonly capture: CaptureDetail }) {
  const app = useApp();
  const command = commandOf("open.reviewed");
  if (reviewState(capture) === "reviewed") return <ReviewMark state="reviewed" />;
  return (
    <Button
      icon={CheckCheck}
      aria-keyshortcuts="Control+Enter"
      isDisabled={!isAvailable(command, app)}
      onPress={() => command.run(app)}
    >
      {text(command.words)}
    </Button>
  );
}

/** After "Look first": the answer to the question that stays open otherwise. */
function KeepInterrupted() {
  const app = useApp();
  const keep = commandOf("captures.keep");
  useOf(app.captures, (state) => state.rows);
  if (!isAvailable(keep, app)) return null;
  return <Button onPress={() => keep.run(app)}>{text(keep.words)}</Button>;
}

/** What undo or redo would do to this capture stands in its tooltip. */
function HistoryButton({ way, icon }: { readonly way: "undo" | "redo"; readonly icon: typeof Undo2 }) {
  const app = useApp();
  const step = useOf(app.history, (state) => state[way]);
  return (
    <CommandIcon
      id={`app.${way}`}
      icon={icon}
      isDisabled={step === null}
      {...(step === null ? {} : { words: text(`label.${way}`, { step: messageText("history", step) }) })}
    />
  );
}

/** A segment that was begun by key and waits for its end. */
function Begun() {
  const begunUs = useStore(labelSession, (session) => session.begunUs);
  return begunUs === null ? null : <Badge tone="accent">{text("label.begun", { at: timeText(begunUs) })}</Badge>;
}

const nothing = () => () => {};

function useTimelineState() {
  const { timeline } = useStore(labelSession);
  const state = useSyncExternalStore(timeline?.subscribe ?? nothing, () => timeline?.state ?? null);
  return { timeline, state };
}

function Playhead() {
  const { state } = useTimelineState();
  if (state === null) return null;
  const { range, playheadUs, trouble } = state;
  return (
    <>
      {trouble !== null && <Badge tone="danger">{text("open.trouble", { reason: trouble })}</Badge>}
      {range !== null && (
        <span className={styles.range}>{text("open.range", { length: duration(range.endUs - range.startUs) })}</span>
      )}
      <output className={styles.clock} aria-label={text("open.playhead")}>
        {timeText(playheadUs)}
      </output>
    </>
  );
}

function ZoomButtons() {
  const { timeline } = useTimelineState();
  if (timeline === null) return null;
  return (
    <span className={styles.zoom}>
      <CommandIcon id="timeline.zoomOut" icon={ZoomOut} />
      <CommandIcon id="timeline.zoomIn" icon={ZoomIn} />
      <CommandIcon id="timeline.fitAll" icon={MoveHorizontal} />
    </span>
  );
}

/** What fills the height of a track. */
function HeightChoice() {
  const { timeline, state } = useTimelineState();
  if (timeline === null || state === null) return null;
  return (
    <span className={styles.height}>
      <Segmented
        label={text("open.height")}
        choices={Y_MODES.map((key) => ({ key, words: text(`open.height.${key}`) }))}
        value={state.yMode}
        onChange={(mode) => mode !== null && timeline.setYMode(mode)}
      />
    </span>
  );
}
