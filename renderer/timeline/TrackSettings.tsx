import { Dialog } from "../ui/Dialog.tsx";
import { NumberField } from "../ui/NumberField.tsx";
import { Select } from "../ui/Select.tsx";
import { text } from "../ui/text.ts";
import { type ArrangedTrack, changed } from "./core/arrange/arrangement.ts";
import { WINDOW_MS } from "./core/overlay/overlay.ts";
import type { Timeline } from "./core/timeline.ts";
import { Y_MODES, type YRange } from "./core/yScale.ts";
import { SpectrogramFields } from "./SpectrogramFields.tsx";
import styles from "./TrackSettings.module.css";

interface Props {
  readonly timeline: Timeline;
  readonly track: ArrangedTrack;
  readonly onClose: () => void;
}

/** What a track's menu cannot say with yes or no. Every change shows at once. */
export function TrackSettings({ timeline, track, onClose }: Props) {
  const set = (change: Parameters<typeof changed>[2]) => {
    timeline.arrangement = changed(timeline.arrangement, track.id, change);
  };
  return (
    <Dialog title={text("timeline.track.settingsTitle")} open onClose={onClose}>
      <div className={styles.fields}>
        {track.spectrogram === null ? (
          <RangeFields timeline={timeline} track={track} set={set} />
        ) : (
          <SpectrogramFields look={track.spectrogram} set={(spectrogram) => set({ spectrogram })} />
        )}
        {track.overlays.map(
          (overlay) =>
            overlay.kind === "average" && (
              <NumberField
                key="average"
                label={text("timeline.overlay.window")}
                unit="ms"
                minValue={WINDOW_MS.least}
                maxValue={WINDOW_MS.most}
                value={overlay.windowMs}
                onChange={(windowMs) => {
                  if (Number.isNaN(windowMs)) return;
                  const others = track.overlays.filter(({ kind }) => kind !== "average");
                  set({ overlays: [...others, { kind: "average", windowMs }] });
                }}
              />
            ),
        )}
      </div>
    </Dialog>
  );
}

const RANGE_CHOICES = ["timeline", ...Y_MODES, "fixed"] as const;
type RangeChoice = (typeof RANGE_CHOICES)[number];

interface RangeProps extends Pick<Props, "timeline" | "track"> {
  readonly set: (change: Pick<ArrangedTrack, "range">) => void;
}

function RangeFields({ timeline, track, set }: RangeProps) {
  const { range } = track;
  const choice: RangeChoice = range === null ? "timeline" : typeof range === "string" ? range : "fixed";
  const choose = (key: RangeChoice) => {
    if (key === "timeline") set({ range: null });
    else if (key === "fixed") set({ range: timeline.rangeOf(track.id) ?? { min: -1, max: 1 } });
    else set({ range: key });
  };
  const fixed: YRange | null = range !== null && typeof range !== "string" ? range : null;
  const end = (change: Partial<YRange>) => {
    const next = { ...fixed!, ...change };
    if (next.min < next.max) set({ range: next });
  };
  const unit = timeline.formats[track.stream]!.channels[track.columns[0]!]!.unit;
  return (
    <>
      <Select
        label={text("timeline.track.range")}
        value={choice}
        choices={RANGE_CHOICES.map((key) => ({ key, words: text(`timeline.track.range.${key}`) }))}
        onChange={choose}
      />
      {fixed !== null && (
        <div className={styles.ends}>
          <NumberField
            label={text("timeline.track.range.min")}
            unit={unit}
            value={fixed.min}
            formatOptions={{ maximumSignificantDigits: 4 }}
            onChange={(min) => end({ min })}
          />
          <NumberField
            label={text("timeline.track.range.max")}
            unit={unit}
            value={fixed.max}
            formatOptions={{ maximumSignificantDigits: 4 }}
            onChange={(max) => end({ max })}
          />
        </div>
      )}
    </>
  );
}
