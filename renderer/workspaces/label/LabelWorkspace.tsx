import { FileQuestion } from "lucide-react";
import { useApp, useOf } from "../../app/app.ts";
import { CaptureTimeline } from "../../timeline/index.ts";
import { Button } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/Marks.tsx";
import { SplitPanels } from "../../ui/SplitPanels.tsx";
import { advise, text } from "../../ui/text.ts";
import { Inspector } from "./Inspector.tsx";
import { LabelHeader } from "./LabelHeader.tsx";
import styles from "./LabelWorkspace.module.css";
import { setOpenTimeline } from "./session.ts";
import { useOpenCapture } from "./useOpenCapture.ts";

/** One capture: what it is, its timeline, and what is known of its streams. */
export function LabelWorkspace() {
  const { studio, shell } = useApp();
  const place = useOf(shell, (state) => state.place);
  if (place.at !== "open") return null;
  return <Opened key={place.captureId} studio={studio} captureId={place.captureId} />;
}

function Opened({ studio, captureId }: { readonly studio: ReturnType<typeof useApp>["studio"]; captureId: string }) {
  const { shell } = useApp();
  const open = useOpenCapture(studio, captureId);
  if (open.state === "loading") return <main className={styles.page} aria-busy />;
  if (open.state === "failed") {
    const { what, next } = advise("problem", open.problem);
    return (
      <main className={styles.page}>
        <EmptyState icon={FileQuestion} title={what} words={next}>
          <Button onPress={() => shell.go({ at: "captures" })}>{text("open.back")}</Button>
        </EmptyState>
      </main>
    );
  }
  const { capture, truth } = open;
  return (
    <main className={styles.page}>
      <LabelHeader capture={capture} />
      <div className={styles.body}>
        <SplitPanels
          id="open"
          parts={[
            {
              id: "timeline",
              minSize: "480px",
              content: <CaptureTimeline studio={studio} capture={capture} truth={truth} onTimeline={setOpenTimeline} />,
            },
            {
              id: "inspector",
              size: "272px",
              minSize: "220px",
              maxSize: "420px",
              content: <Inspector capture={capture} />,
            },
          ]}
        />
      </div>
    </main>
  );
}
