import { ChevronLeft, ChevronRight, Layers } from "lucide-react";
import { useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { useStore } from "zustand";
import type { CaptureDetail } from "#domain/captures.ts";
import { truthIn } from "#domain/labeling/segments.ts";
import { useApp } from "../../../app/app.ts";
import { isAvailable } from "../../../app/commands/command.ts";
import { commandOf, shortcutOf } from "../../../app/commands/table.ts";
import { goToSegment } from "../../../labels/desk.ts";
import type { LabelDoc } from "../../../labels/labelDoc.ts";
import { ALIGNMENTS, type Compared, lineOf } from "../../../timeline/compare/aligned.ts";
import { loadCompared } from "../../../timeline/compare/loadCompared.ts";
import { channelGroups } from "../../../timeline/core/channelGroups.ts";
import { channelName, sensorName } from "../../../timeline/core/legend.ts";
import { timeText } from "../../../timeline/index.ts";
import { IconButton } from "../../../ui/Button.tsx";
import { labelColour } from "../../../ui/labels.ts";
import { EmptyState } from "../../../ui/Marks.tsx";
import { Select } from "../../../ui/Select.tsx";
import { text } from "../../../ui/text.ts";
import { deskNow, labelSession } from "../session.ts";
import styles from "./ComparePanel.module.css";
import { ComparePlot } from "./ComparePlot.tsx";
import { comparedSegments, comparing, withStreams } from "./comparing.ts";

/** Many segments of the open capture over each other, in one plot for each channel and one for their magnitude. */
export function ComparePanel({ capture }: { readonly capture: CaptureDetail }) {
  const { labels } = useStore(labelSession);
  return labels === null ? null : <Comparison capture={capture} labels={labels} />;
}

const HAND_COLOUR = { left: "--axis-x", right: "--axis-y", none: "--axis-none" } as const;

function colourOf(token: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(token).trim();
}

function Comparison({ capture, labels }: { readonly capture: CaptureDetail; readonly labels: LabelDoc }) {
  const view = useSyncExternalStore(
    (listener) => labels.subscribe(listener),
    () => labels.view,
  );
  const { label, chosen, alignment, colour, sensor, marked } = useStore(comparing);
  const segments = useMemo(() => comparedSegments(view, { label, chosen }), [view, label, chosen]);
  const groups = capture.streams[0] === undefined ? [] : channelGroups(capture.streams[0].format);
  const here = useCompared(capture, segments, sensor);
  const plots = useMemo(() => {
    const tokens = new Map(
      segments.map((segment) => [
        segment.id,
        colourOf(colour === "label" ? labelColour(segment.label) : HAND_COLOUR[segment.hand ?? "none"]),
      ]),
    );
    const channels = groups[sensor]?.channels ?? [];
    return [null, ...channels.keys()].map((channel) => ({
      name: channel === null ? text("timeline.overlay.magnitude") : channelName(channels[channel]!),
      lines: here.map((each) => ({
        ...lineOf(each, channel, alignment),
        colour: tokens.get(each.id) ?? colourOf("--axis-none"),
      })),
    }));
  }, [here, segments, groups, sensor, alignment, colour]);
  const names = [...new Set(truthIn(view.tracks).map((segment) => segment.label))].sort();
  const at = segments.find(({ id }) => id === marked);
  const open = (id: string) => {
    const desk = deskNow();
    const segment = segments.find((each) => each.id === id);
    if (desk !== null && segment !== undefined) goToSegment(desk, segment);
    comparing.setState({ marked: id });
  };
  return (
    <div className={styles.panel}>
      <div className={styles.choices}>
        <Select
          label={text("compare.what")}
          value={label === null ? "selected" : `label ${label}`}
          choices={[
            { key: "selected", words: text("compare.selected", { count: chosen.length }) },
            ...names.map((name) => ({ key: `label ${name}`, words: text("compare.all", { label: name }) })),
          ]}
          onChange={(key) => comparing.setState({ label: key === "selected" ? null : key.slice("label ".length) })}
        />
        <Select
          label={text("compare.align")}
          value={alignment}
          choices={ALIGNMENTS.map((key) => ({ key, words: text(`compare.align.${key}`) }))}
          onChange={(key) => comparing.setState({ alignment: key })}
        />
        <Select
          label={text("compare.sensor")}
          value={String(sensor)}
          choices={groups.map((group, i) => ({ key: String(i), words: sensorName(group, null) }))}
          onChange={(key) => comparing.setState({ sensor: Number(key) })}
        />
        <Select
          label={text("compare.colour")}
          value={colour}
          choices={(["label", "hand"] as const).map((key) => ({ key, words: text(`compare.colour.${key}`) }))}
          onChange={(key) => comparing.setState({ colour: key })}
        />
      </div>
      {segments.length === 0 ? (
        <EmptyState icon={Layers} title={text("compare.none")} words={text("compare.none.next")} />
      ) : (
        <>
          <div className={styles.said}>
            <output className={styles.words}>
              {at === undefined
                ? text("compare.count", { count: segments.length, here: here.length })
                : text("compare.at", { label: at.label, start: timeText(at.startUs), hand: at.hand ?? "none" })}
            </output>
            <Step id="compare.previous" icon={ChevronLeft} />
            <Step id="compare.next" icon={ChevronRight} />
          </div>
          {plots.map(({ name, lines }) => (
            <ComparePlot
              key={name}
              name={name}
              lines={lines}
              marked={marked}
              onHover={(id) => comparing.setState({ marked: id })}
              onOpen={open}
            />
          ))}
        </>
      )}
    </div>
  );
}

function Step({ id, icon }: { readonly id: string; readonly icon: typeof ChevronLeft }) {
  const app = useApp();
  const command = commandOf(id);
  return (
    <IconButton
      icon={icon}
      label={text(command.words)}
      shortcut={shortcutOf(id)}
      isDisabled={!isAvailable(command, app)}
      onPress={() => command.run(app)}
    />
  );
}

/** The samples of these segments, as far as they are here. */
function useCompared(capture: CaptureDetail, segments: ReturnType<typeof comparedSegments>, sensor: number) {
  const { studio } = useApp();
  const [here, setHere] = useState<readonly Compared[]>([]);
  useEffect(() => {
    setHere([]);
    return loadCompared(studio, capture.id, withStreams(segments, capture, sensor), setHere, () => {});
  }, [studio, capture, segments, sensor]);
  return here;
}
