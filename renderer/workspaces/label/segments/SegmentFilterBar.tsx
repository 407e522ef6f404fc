import { HANDS } from "#domain/hands.ts";
import type { Track } from "#domain/labeling/segments.ts";
import { trackId } from "../../../labels/labelModel.ts";
import { Select } from "../../../ui/Select.tsx";
import { TextField } from "../../../ui/TextField.tsx";
import { text } from "../../../ui/text.ts";
import type { SegmentFilter } from "./rows.ts";
import styles from "./Segments.module.css";

const ALL = "all:";

interface Props {
  readonly tracks: readonly Track[];
  readonly filter: SegmentFilter;
  readonly onFilter: (filter: SegmentFilter) => void;
}

/** Which segments the table shows. */
export function SegmentFilterBar({ tracks, filter, onFilter }: Props) {
  const used = [...new Set(tracks.flatMap(({ segments }) => segments.map(({ label }) => label)))].sort();
  const hands = [...HANDS, "none"] as const;
  return (
    <div className={styles.filter}>
      <TextField
        aria-label={text("segments.find")}
        placeholder={text("segments.find")}
        type="search"
        value={filter.words}
        onChange={(words) => onFilter({ ...filter, words })}
      />
      <Select
        bare
        label={text("segments.label")}
        choices={[{ key: ALL, words: text("segments.allLabels") }, ...used.map((key) => ({ key, words: key }))]}
        value={filter.label ?? ALL}
        onChange={(key) => onFilter({ ...filter, label: key === ALL ? null : key })}
      />
      <Select
        bare
        label={text("segments.hand")}
        choices={[
          { key: ALL, words: text("segments.allHands") },
          ...hands.map((key) => ({ key, words: key === "none" ? text("segments.noHand") : text(`hand.${key}`) })),
        ]}
        value={filter.hand ?? ALL}
        onChange={(key) => onFilter({ ...filter, hand: hands.find((each) => each === key) ?? null })}
      />
      <Select
        bare
        label={text("segments.track")}
        choices={[
          { key: ALL, words: text("segments.allTracks") },
          ...tracks.map((track) => ({ key: trackId(track), words: track.name })),
        ]}
        value={filter.track ?? ALL}
        onChange={(key) => onFilter({ ...filter, track: key === ALL ? null : key })}
      />
    </div>
  );
}
