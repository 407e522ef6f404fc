import { useStore } from "zustand";
import { ALIGNMENTS } from "../../timeline/compare/aligned.ts";
import { Select } from "../../ui/Select.tsx";
import { text } from "../../ui/text.ts";
import styles from "./Compare.module.css";
import { COLOURS, type Comparing, comparing, type Scope } from "./comparing.ts";
import { type ItemFilter, NO_FILTER, valuesOf } from "./items.ts";

const ALL = "all:";

/** What is compared, which of it, and how. */
export function Choices() {
  const state = useStore(comparing);
  const { items, alignment, colour, what, scope } = state;
  const hands = [...valuesOf(items, ({ hand }) => hand), ...(items.some(({ hand }) => hand === null) ? ["none"] : [])];
  return (
    <div className={styles.choices}>
      <Select
        label={text("compare.what")}
        className={styles.wide}
        value={WISHES.find((key) => key === `${what}.${scope}`) ?? "segments.project"}
        choices={wishes(state)}
        onChange={(key) => {
          const [nextWhat, nextScope] = key.split(".") as [Comparing["what"], Scope];
          comparing.setState({ what: nextWhat, scope: nextScope, filter: NO_FILTER, marked: null });
        }}
      />
      <Filter
        of="label"
        words="segments.label"
        all="segments.allLabels"
        values={valuesOf(items, ({ label }) => label)}
      />
      <Filter of="hand" words="segments.hand" all="segments.allHands" values={hands} />
      <Filter
        of="person"
        words="compare.person"
        all="compare.everybody"
        values={valuesOf(items, ({ person }) => person)}
      />
      <Select
        label={text("compare.align")}
        value={alignment}
        choices={ALIGNMENTS.map((key) => ({
          key,
          words: text(key === "peak" && what === "captures" ? "compare.align.firstPeak" : `compare.align.${key}`),
        }))}
        onChange={(key) => comparing.setState({ alignment: key })}
      />
      <Select
        label={text("compare.colour")}
        value={colour}
        choices={COLOURS.map((key) => ({ key, words: text(`compare.colour.${key}`) }))}
        onChange={(key) => comparing.setState({ colour: key })}
      />
    </div>
  );
}

interface FilterProps {
  readonly of: keyof ItemFilter;
  readonly words: "segments.label" | "segments.hand" | "compare.person";
  readonly all: "segments.allLabels" | "segments.allHands" | "compare.everybody";
  readonly values: readonly string[];
}

/** Shows only those of one label, hand or person. */
function Filter({ of, words, all, values }: FilterProps) {
  const { filter } = useStore(comparing);
  return (
    <Select
      label={text(words)}
      value={filter[of] ?? ALL}
      choices={[{ key: ALL, words: text(all) }, ...values.map((key) => ({ key, words: valueWords(of, key) }))]}
      onChange={(key) => comparing.setState({ filter: { ...filter, [of]: key === ALL ? null : key }, marked: null })}
    />
  );
}

function valueWords(of: keyof ItemFilter, value: string): string {
  if (of !== "hand") return value;
  return value === "left" || value === "right" ? text(`hand.${value}`) : text("segments.noHand");
}

const WISHES = [
  "segments.segments",
  "segments.captures",
  "segments.project",
  "captures.captures",
  "captures.project",
] as const;

/** What can be compared: what was selected, only where something was. */
function wishes({ segmentIds, captureIds }: Comparing) {
  const counts = { segments: segmentIds.length, captures: captureIds.length, project: 1 };
  return WISHES.map((key) => {
    const [, scope] = key.split(".") as [string, Scope];
    return { key, words: text(`compare.what.${key}`, { count: counts[scope] }), possible: counts[scope] > 0 };
  }).filter(({ possible }) => possible);
}
