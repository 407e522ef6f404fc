import { FileQuestion } from "lucide-react";
import type { Studio } from "#contract/contract.ts";
import type { CaptureDetail } from "#domain/captures.ts";
import { useApp, useOf } from "../../app/app.ts";
import { shortcutOf } from "../../app/commands/table.ts";
import { CaptureTimeline, type CaptureTimelineProps } from "../../timeline/index.ts";
import { Button } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/Marks.tsx";
import { SplitPanels } from "../../ui/SplitPanels.tsx";
import { advise, text } from "../../ui/text.ts";
import { LabelFileDialogs } from "../shared/labelFiles/LabelFileDialogs.tsx";
import { LabelDialogs } from "./dialogs/LabelDialogs.tsx";
import { LabelHeader } from "./LabelHeader.tsx";
import { LabelRow } from "./LabelRow.tsx";
import styles from "./LabelWorkspace.module.css";
import { QueueRail } from "./QueueRail.tsx";
import { SidePanel } from "./SidePanel.tsx";
import { setOpenTimeline } from "./session.ts";
import { useGloves, useLabels } from "./useLabels.ts";
import { useOpenCapture } from "./useOpenCapture.ts";
import { useVideoPart } from "./useVideoPart.tsx";

/** One capture: its video above its timeline, and beside them its segments and what else is known of it. */
export function LabelWorkspace() {
  const { studio, shell, queue } = useApp();
  const place = useOf(shell, (state) => state.place);
  const rail = useOf(queue, (view) => view.rail);
  if (place.at !== "open") return null;
  const { captureId } = place;
  const page = { id: "page", content: <Opened key={captureId} studio={studio} captureId={captureId} /> };
  const left = {
    id: "queue",
    size: "200px",
    minSize: "140px",
    maxSize: "400px",
    content: <QueueRail captureId={captureId} />,
  };
  return <SplitPanels id="label.page" parts={rail ? [left, page] : [page]} />;
}

function Opened({ studio, captureId }: { readonly studio: Studio; readonly captureId: string }) {
  const { shell } = useApp();
  const open = useOpenCapture(studio, captureId);
  useLabels(captureId);
  if (open.state === "loading") return <div className={styles.page} aria-busy />;
  if (open.state === "failed") {
    const { what, next } = advise("problem", open.problem);
    return (
      <div className={styles.page}>
        <EmptyState icon={FileQuestion} title={what} words={next}>
          <Button onPress={() => shell.go({ at: "captures" })}>{text("open.back")}</Button>
        </EmptyState>
      </div>
    );
  }
  return (
    <div className={styles.page}>
      <LabelHeader capture={open.capture} />
      <LabelDialogs />
      <LabelFileDialogs />
      <Body studio={studio} capture={open.capture} />
    </div>
  );
}

const trackShortcut: CaptureTimelineProps["trackShortcut"] = (name) => shortcutOf(`track.${name}`);

function Body({ studio, capture }: { readonly studio: Studio; readonly capture: CaptureDetail }) {
  useGloves(capture);
  const video = useVideoPart(capture);
  const timeline = (
    <CaptureTimeline studio={studio} capture={capture} trackShortcut={trackShortcut} onTimeline={setOpenTimeline} />
  );
  // The timeline keeps its place among the parts, so that it stays as it is when the video comes and goes.
  const below = { id: "timeline", minSize: "200px", content: timeline };
  const centre = (
    <SplitPanels id="label.centre" direction="vertical" parts={video === null ? [below] : [video, below]} />
  );
  return (
    <div className={styles.body}>
      <LabelRow capture={capture} />
      <SplitPanels
        id="label"
        parts={[
          { id: "centre", minSize: "420px", content: centre },
          { id: "side", size: "360px", minSize: "240px", maxSize: "720px", content: <SidePanel capture={capture} /> },
        ]}
      />
    </div>
  );
}
