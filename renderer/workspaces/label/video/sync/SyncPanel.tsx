import { Video as VideoIcon } from "lucide-react";
import { useSyncExternalStore } from "react";
import { useStore } from "zustand";
import type { CaptureDetail } from "#domain/captures.ts";
import { driftPpm, residualsUs } from "#domain/sync/video.ts";
import { useApp } from "../../../../app/app.ts";
import { commandOf, shortcutOf } from "../../../../app/commands/table.ts";
import { Button } from "../../../../ui/Button.tsx";
import { Fact, Facts } from "../../../../ui/Facts.tsx";
import { KeyCap } from "../../../../ui/KeyCap.tsx";
import { EmptyState } from "../../../../ui/Marks.tsx";
import { text } from "../../../../ui/text.ts";
import { type CaptureVideos, syncOf } from "../../../../video/captureVideos.ts";
import { frameUsOf } from "../../../../video/syncDeeds.ts";
import { labelSession } from "../../session.ts";
import { usePlayerState } from "../useOpenVideos.ts";
import { AnchorList } from "./AnchorList.tsx";
import { FindByImpacts } from "./FindByImpacts.tsx";
import { ResidualPlot } from "./ResidualPlot.tsx";
import styles from "./SyncPanel.module.css";

/** Where the shown video lies on the capture's clock, how sure that is, and how to set it. */
export function SyncPanel({ capture }: { readonly capture: CaptureDetail }) {
  const { videos } = useStore(labelSession);
  return videos === null ? null : <OfVideos capture={capture} videos={videos} />;
}

function OfVideos({ capture, videos }: { readonly capture: CaptureDetail; readonly videos: CaptureVideos }) {
  const app = useApp();
  const state = useSyncExternalStore(videos.store.subscribe, videos.store.getState);
  const video = state.videos?.find(({ id }) => id === state.shown[0]);
  if (state.videos === undefined) return <div className={styles.panel} aria-busy />;
  if (video === undefined) {
    return (
      <div className={styles.panel}>
        <EmptyState icon={VideoIcon} title={text("sync.none")} words={text("sync.none.next")}>
          <Button onPress={() => commandOf("video.attach").run(app)}>{text("command.video.attach")}</Button>
        </EmptyState>
      </div>
    );
  }
  const sync = syncOf(video, state);
  const residuals = residualsUs(sync);
  const frameUs = frameUsOf(video);
  const over = residuals.filter((us) => Math.abs(us) > frameUs).length;
  return (
    <div className={styles.panel}>
      <section className={styles.section}>
        <h2 className={styles.heading}>{video.name}</h2>
        <Facts>
          <Fact name={text("sync.method")} value={text(`sync.method.${sync.method}`)} />
          <Fact name={text("sync.offset")} value={text("sync.ms", { ms: tenths(sync.line.offsetUs / 1000) })} />
          <Fact name={text("sync.drift")} value={text("sync.ppm", { ppm: tenths(driftPpm(sync.line)) })} />
        </Facts>
        {over > 0 && (
          <p className={styles.warning} role="status">
            {text("sync.over", { count: over, ms: tenths(frameUs / 1000) })}
          </p>
        )}
        <div className={styles.row}>
          <CommandButton id="video.earlier" />
          <CommandButton id="video.later" />
        </div>
      </section>
      <Anchoring />
      {video.state === "ready" && <FindByImpacts capture={capture} video={video} videos={videos} />}
      <section className={styles.section}>
        <h2 className={styles.heading}>{text("sync.anchors", { count: sync.anchors.length })}</h2>
        {sync.anchors.length === 0 ? (
          <p className={styles.quiet}>{text("sync.anchors.none")}</p>
        ) : (
          <>
            <ResidualPlot sync={sync} residualsUs={residuals} frameUs={frameUs} durationUs={capture.durationUs} />
            <AnchorList video={video} videos={videos} sync={sync} residualsUs={residuals} frameUs={frameUs} />
          </>
        )}
      </section>
    </div>
  );
}

/** The three steps, and the button that does the next one. */
function Anchoring() {
  const { player } = useStore(labelSession);
  const held = usePlayerState(player)?.held ?? false;
  return (
    <section className={styles.section}>
      <h2 className={styles.heading}>{text("sync.how")}</h2>
      <ol className={styles.steps}>
        <li data-now={!held}>{text("sync.how.impact")}</li>
        <li data-now={held}>{text("sync.how.peak")}</li>
        <li>{text("sync.how.again")}</li>
      </ol>
      <div className={styles.row}>
        <CommandButton id="video.anchor" words={text(held ? "sync.anchor" : "sync.hold")} main={held} />
        {held && (
          <Button look="quiet" onPress={() => player?.hold(false)}>
            {text("sync.release")}
          </Button>
        )}
      </div>
    </section>
  );
}

function CommandButton({
  id,
  words,
  main = false,
}: {
  readonly id: string;
  readonly words?: string;
  readonly main?: boolean;
}) {
  const app = useApp();
  const command = commandOf(id);
  const keys = shortcutOf(id);
  return (
    <Button look={main ? "primary" : "plain"} onPress={() => command.run(app)}>
      {words ?? text(command.words)}
      {keys !== undefined && <KeyCap keys={keys} />}
    </Button>
  );
}

/** A tenth of a millisecond, or of a ppm, is the least that a sync can tell. */
function tenths(value: number): number {
  return Math.round(value * 10) / 10 + 0;
}
