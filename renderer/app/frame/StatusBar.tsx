import { Check, HardDriveDownload, LoaderCircle, Lock, Unplug } from "lucide-react";
import { useEffect, useState } from "react";
import type { ConnectedDevice } from "#contract/devices.ts";
import type { RecordingState } from "#contract/recording.ts";
import { clock, count, rate } from "../../ui/figures.ts";
import { StatusDot } from "../../ui/Marks.tsx";
import { advise, text } from "../../ui/text.ts";
import { useApp, useOf } from "../app.ts";
import { linkTone } from "./linkTone.ts";
import styles from "./StatusBar.module.css";
import { TONE_OF, worstFirst } from "./severity.ts";

/** Always in sight: each glove's rate and loss, the recording clock, and whether everything is on disk. */
export function StatusBar() {
  const app = useApp();
  const connected = useOf(app.devices, (state) => state.connected);
  const state = useOf(app.recording, (view) => view.state);
  const open = useOf(app.project, (project) => project.open);
  const up = useOf(app.shell, (shell) => shell.connected);
  return (
    <footer className={styles.bar}>
      {connected.map((device) => (
        <DeviceStatus key={device.device.id} device={device} />
      ))}
      {connected.length === 0 && <span>{text("status.noDevice")}</span>}
      <WorstAlert />
      {state.phase === "recording" && <RecordingClock startedAtMs={state.startedAtMs} />}
      {open && <Saved state={state} up={up} readOnly={open.readOnly} />}
    </footer>
  );
}

/** The worst thing that needs a person now, on every screen; mere news stays under the bell. */
function WorstAlert() {
  const alerts = useOf(useApp().devices, (state) => state.alerts);
  const first = worstFirst(alerts)[0];
  if (first === undefined || first.severity === "info") return <span className={styles.space} />;
  const { what, next } = advise("alert", first);
  return (
    <span className={styles.alert} data-tone={TONE_OF[first.severity]} role="status" title={`${what} ${next}`}>
      {what}
    </span>
  );
}

function DeviceStatus({ device }: { readonly device: ConnectedDevice }) {
  const { measuredRateHz, counts } = device;
  return (
    <span className={styles.device}>
      <StatusDot tone={linkTone(device)} />
      {device.device.name}
      <span className={styles.figure}>{measuredRateHz === null ? "–" : rate(measuredRateHz)}</span>
      <span className={styles.figure} data-lost={counts.lost > 0 || undefined}>
        {text("status.lost", { count: count(counts.lost) })}
      </span>
    </span>
  );
}

export function useElapsed(startedAtMs: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, []);
  return Math.max(0, now - startedAtMs);
}

/** Seen from every screen; it leads back to where the recording can be stopped. */
function RecordingClock({ startedAtMs }: { readonly startedAtMs: number }) {
  const { shell } = useApp();
  const elapsed = useElapsed(startedAtMs);
  return (
    <button type="button" className={styles.recording} onClick={() => shell.go({ at: "capture" })}>
      {text("status.recording", { clock: clock(elapsed) })}
    </button>
  );
}

function Saved(props: { readonly state: RecordingState; readonly up: boolean; readonly readOnly: boolean }) {
  const [Icon, words] = !props.up
    ? ([Unplug, text("status.gone")] as const)
    : props.readOnly
      ? ([Lock, text("project.readOnly")] as const)
      : props.state.phase === "recording"
        ? ([HardDriveDownload, text("status.writing")] as const)
        : props.state.phase === "finishing"
          ? ([LoaderCircle, text("status.finishing")] as const)
          : ([Check, text("status.saved")] as const);
  return (
    <span className={styles.saved} role="status">
      <Icon aria-hidden />
      {words}
    </span>
  );
}
