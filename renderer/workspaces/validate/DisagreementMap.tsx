import { Map as MapIcon } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import { useStore } from "zustand";
import type { Validation } from "#domain/validation/results.ts";
import { useApp, useOf } from "../../app/app.ts";
import { Button } from "../../ui/Button.tsx";
import { text } from "../../ui/text.ts";
import { SegmentMapPlot } from "../train/map/SegmentMapPlot.tsx";
import { Looking, Trouble } from "../train/Parts.tsx";
import { allClips } from "./clips.ts";
import styles from "./DisagreementMap.module.css";
import { mapAsked, mapped } from "./mapped.ts";
import { nameOf } from "./nameOf.ts";
import { openClip } from "./openClip.ts";
import { Part } from "./Part.tsx";

/** The labelled segments on a plane, likes beside likes, those rung that the model took for something else. */
export function DisagreementMap({ result }: { readonly result: Validation }) {
  const { accuracy } = useApp();
  const models = useOf(accuracy, (state) => state.models);
  const [wanted, setWanted] = useState<string | null>(null);
  const model = models?.find(({ id }) => id === result.modelIds.at(-1));
  const isWanted = wanted === result.id && model !== undefined;
  useEffect(() => {
    if (isWanted) accuracy.map.want(mapAsked(result, model));
  });
  useEffect(() => () => accuracy.map.stop(), [accuracy]);
  if (model === undefined) return null;
  return (
    <Part
      label={text("validate.map")}
      how={text("validate.map.how")}
      actions={
        !isWanted && (
          <Button icon={MapIcon} onPress={() => setWanted(result.id)}>
            {text("validate.map.show")}
          </Button>
        )
      }
    >
      {isWanted && <Shown result={result} />}
    </Part>
  );
}

function Shown({ result }: { readonly result: Validation }) {
  const app = useApp();
  const { accuracy } = app;
  const { value, problem, busy, share } = useStore(accuracy.map.store);
  const picked = useOf(accuracy, (state) => state.picked);
  const [marked, setMarked] = useState<number | null>(null);
  const shown = useMemo(() => (value === null || busy ? null : mapped(value.points, result)), [value, busy, result]);
  const clips = useMemo(() => new Map(allClips(result).map((clip) => [clip.id, clip])), [result]);
  const chosen = useMemo(
    () => new Set(shown?.clipIds.flatMap((id, place) => (id !== null && picked?.has(id) ? [place] : []))),
    [shown, picked],
  );
  const frame = useWheelKept();
  const clipAt = (place: number) => clips.get(shown?.clipIds[place] ?? "");
  return (
    <div className={styles.map}>
      <Looking busy={busy} share={share} words={text("validate.map.looking")} />
      {problem !== null && <Trouble problem={problem} />}
      {shown !== null && (
        <>
          <p className={styles.words}>
            {text("validate.map.count", { count: shown.points.length, wrong: shown.wrong })}
          </p>
          <div className={styles.frame} ref={frame}>
            <SegmentMapPlot
              points={shown.points}
              chosen={chosen}
              marked={marked}
              onMark={setMarked}
              onChoose={(places) => accuracy.pick([...places].flatMap((place) => shown.clipIds[place] ?? []))}
              onOpen={(place) => {
                const clip = clipAt(place);
                if (clip !== undefined) openClip(app, clip, nameOf(result));
              }}
            />
          </div>
        </>
      )}
    </div>
  );
}

/** The wheel goes nearer on the map: the page around it must not scroll meanwhile. */
function useWheelKept() {
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = frame.current;
    const keep = (event: WheelEvent) => event.preventDefault();
    element?.addEventListener("wheel", keep, { passive: false });
    return () => element?.removeEventListener("wheel", keep);
  });
  return frame;
}
