import { Activity, MoveHorizontal, ZoomIn, ZoomOut } from "lucide-react";
import { useState } from "react";
import type { ConnectedDevice } from "#contract/devices.ts";
import type { Alert } from "#domain/alerts.ts";
import { useApp, useOf } from "../../app/app.ts";
import { shortcutOf } from "../../app/commands/table.ts";
import { TONE_OF, worstFirst } from "../../app/frame/severity.ts";
import { LIVE_WINDOW_S, LiveTraces } from "../../timeline/index.ts";
import { Button, IconButton } from "../../ui/Button.tsx";
import { count } from "../../ui/figures.ts";
import { KeyCap } from "../../ui/KeyCap.tsx";
import { LabelMark } from "../../ui/LabelMark.tsx";
import { Badge, EmptyState } from "../../ui/Marks.tsx";
import { SplitPanels } from "../../ui/SplitPanels.tsx";
import { advise, text } from "../../ui/text.ts";
import { FindingList } from "./FindingList.tsx";
import { findingWords, useFindingsOf, useMarksOf } from "./findings.ts";
import styles from "./LivePanel.module.css";

/** What every connected glove sends, side by side; the first thing to do where there is none. */
export function LivePanel() {
  const { devices } = useApp();
  const connected = useOf(devices, (state) => state.connected);
  if (connected.length === 0) return <NothingConnected />;
  return (
    <SplitPanels
      id={`live-${connected.length}`}
      parts={connected.map((device) => ({
        id: device.device.id,
        minSize: "280px",
        content: <LiveGlove device={device} />,
      }))}
    />
  );
}

function NothingConnected() {
  const { devices } = useApp();
  const scanning = useOf(devices, (state) => state.scanning);
  return (
    <div className={styles.empty}>
      <EmptyState icon={Activity} title={text("capture.empty.title")} words={text("capture.empty.words")}>
        <Button look="primary" onPress={() => void devices.connectSimulated()}>
          {text("command.capture.simulated")}
          <KeyCap keys={shortcutOf("capture.simulated")!} />
        </Button>
        <Button isDisabled={scanning} onPress={() => void devices.find()}>
          {scanning ? text("capture.finding") : text("command.capture.find")}
        </Button>
      </EmptyState>
    </div>
  );
}

function LiveGlove({ device: link }: { readonly device: ConnectedDevice }) {
  const { studio, devices } = useApp();
  const allAlerts = useOf(devices, (state) => state.alerts);
  const [lagMs, setLagMs] = useState<number | null>(null);
  const [windowS, setWindowS] = useState<number>(LIVE_WINDOW_S.usual);
  const findings = useFindingsOf(link);
  const marks = useMarksOf(findings);
  const last = findings.at(-1);
  const alerts = allAlerts.filter((alert) => alert.deviceId === link.device.id);
  return (
    <section className={styles.glove} aria-label={link.device.name}>
      <header className={styles.header}>
        <h2 className={styles.name}>{link.device.name}</h2>
        {link.hand && <Badge>{text(`hand.${link.hand}`)}</Badge>}
        {link.device.simulated && <Badge tone="simulated">{text("device.simulated")}</Badge>}
        <span className={styles.last} role="status">
          {last && <LabelMark label={last.label} />}
          {last && <span className={styles.lag}>{findingWords(last)}</span>}
        </span>
        {link.format && <LiveZoom windowS={windowS} onChange={setWindowS} />}
        {lagMs !== null && <span className={styles.lag}>{text("live.lag", { ms: Math.round(lagMs) })}</span>}
      </header>
      <LinkHealth link={link} alerts={alerts} />
      <div className={styles.traces}>
        {link.sends === "results" && <FindingList findings={findings} />}
        {link.format && (
          <LiveTraces
            studio={studio}
            liveKey={link.liveKey}
            format={link.format}
            name={link.device.name}
            rateHz={link.measuredRateHz}
            findings={marks}
            onLag={setLagMs}
            windowS={windowS}
            onWindow={setWindowS}
          />
        )}
      </div>
    </section>
  );
}

/** How many seconds the picture shows: as Ctrl and the wheel do. */
function LiveZoom({ windowS, onChange }: { readonly windowS: number; readonly onChange: (windowS: number) => void }) {
  const zoomed = (factor: number) => Math.min(LIVE_WINDOW_S.most, Math.max(LIVE_WINDOW_S.least, windowS * factor));
  return (
    <>
      <IconButton
        icon={ZoomOut}
        label={text("live.longer")}
        isDisabled={windowS >= LIVE_WINDOW_S.most}
        onPress={() => onChange(zoomed(2))}
      />
      <span className={styles.lag}>{text("live.window", { s: Math.round(windowS) })}</span>
      <IconButton
        icon={ZoomIn}
        label={text("live.shorter")}
        isDisabled={windowS <= LIVE_WINDOW_S.least}
        onPress={() => onChange(zoomed(0.5))}
      />
      <IconButton
        icon={MoveHorizontal}
        label={text("live.fit")}
        isDisabled={windowS >= LIVE_WINDOW_S.most}
        onPress={() => onChange(LIVE_WINDOW_S.most)}
      />
    </>
  );
}

/** One line that never changes its height: what the link lost, or the worst alert and what to do about it. Mere news is under the bell. */
function LinkHealth({ link, alerts }: { readonly link: ConnectedDevice; readonly alerts: readonly Alert[] }) {
  if (link.problem !== null) {
    const { what, next } = advise("problem", link.problem);
    return (
      <p className={styles.health} data-tone="danger" role="status" title={`${what} ${next}`}>
        {what} {next}
      </p>
    );
  }
  const first = worstFirst(alerts)[0];
  if (link.sends === "results" && first === undefined) {
    return <p className={styles.health}>{text("live.resultsOnly")}</p>;
  }
  if (first === undefined || first.severity === "info") {
    const { lost, corrupt, repeated, clipped } = link.counts;
    return (
      <p className={styles.health}>
        {text("live.counts", {
          rows: count(link.rows),
          lost: count(lost),
          corrupt: count(corrupt),
          repeated: count(repeated),
          clipped: count(clipped),
        })}
      </p>
    );
  }
  const { what, next } = advise("alert", first);
  return (
    <p className={styles.health} data-tone={TONE_OF[first.severity]} role="status" title={`${what} ${next}`}>
      {what} {next}
      {alerts.length > 1 && (
        <span className={styles.more}>{text("live.moreAlerts", { count: alerts.length - 1 })}</span>
      )}
    </p>
  );
}
