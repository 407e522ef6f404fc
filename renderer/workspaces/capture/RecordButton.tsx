import { Button } from "react-aria-components";
import type { RecordingState } from "#contract/recording.ts";
import { useApp, useOf } from "../../app/app.ts";
import { isAvailable } from "../../app/commands/command.ts";
import { commandOf } from "../../app/commands/table.ts";
import { useElapsed } from "../../app/frame/StatusBar.tsx";
import { cx } from "../../ui/cx.ts";
import { clock, count } from "../../ui/figures.ts";
import { KeyCap } from "../../ui/KeyCap.tsx";
import { ProgressBar } from "../../ui/Marks.tsx";
import { text } from "../../ui/text.ts";
import styles from "./RecordBar.module.css";

const record = commandOf("capture.record");

export function RecordButton({ state }: { readonly state: RecordingState }) {
  const app = useApp();
  // What makes it possible lives in two stores; reading both here draws the button anew when either changes.
  const live = useOf(app.devices, ({ connected }) => connected.some((device) => device.state === "live"));
  const readOnly = useOf(app.project, ({ open }) => open?.readOnly === true);
  const running = state.phase === "recording" || state.phase === "countdown";
  return (
    <div className={styles.record}>
      <Button
        className={cx(styles.button)}
        isDisabled={!isAvailable(record, app)}
        data-running={running || undefined}
        onPress={() => record.run(app)}
      >
        <span className={styles.shape} aria-hidden />
        {state.phase === "recording" ? (
          <Elapsed startedAtMs={state.startedAtMs} maxLengthS={state.maxLengthS} />
        ) : (
          text(running ? "record.stop" : state.phase === "review" ? "record.next" : "record.start")
        )}
        <KeyCap keys={record.keys[0]!} />
      </Button>
      <div className={styles.under}>
        {state.phase === "recording" && text("record.rows", { rows: count(state.rows) })}
        {state.phase === "finishing" && <ProgressBar label={text("status.finishing")} share={state.doneShare} />}
        {(state.phase === "idle" || state.phase === "review") &&
          (readOnly ? text("record.readOnly") : !live && text("record.noDevice"))}
      </div>
    </div>
  );
}

function Elapsed(props: { readonly startedAtMs: number; readonly maxLengthS: number | null }) {
  const elapsed = useElapsed(props.startedAtMs);
  return (
    <span role="timer" aria-label={text("record.stop")}>
      {clock(elapsed)}
      {props.maxLengthS !== null && ` / ${clock(props.maxLengthS * 1000)}`}
    </span>
  );
}
