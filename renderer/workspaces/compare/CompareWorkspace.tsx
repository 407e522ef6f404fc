import { ArrowLeft, ChevronLeft, ChevronRight, CornerUpRight, Layers } from "lucide-react";
import { useEffect, useMemo, useRef } from "react";
import { useStore } from "zustand";
import { useApp } from "../../app/app.ts";
import { CommandIcon } from "../../app/commands/CommandIcon.tsx";
import { timeText } from "../../timeline/index.ts";
import { Button } from "../../ui/Button.tsx";
import { labelScheme } from "../../ui/labels.ts";
import { EmptyState, ProgressBar } from "../../ui/Marks.tsx";
import { Checkbox } from "../../ui/Toggles.tsx";
import { text } from "../../ui/text.ts";
import { Choices } from "./Choices.tsx";
import styles from "./Compare.module.css";
import { ComparePlot, useTheme } from "./ComparePlot.tsx";
import { colourGroups } from "./colours.ts";
import { comparing, shownItems } from "./comparing.ts";
import { type CompareItem, matching } from "./items.ts";
import { openItem } from "./openItem.ts";
import { plotsOf, type SensorPlots, timesOf } from "./plots.ts";
import { type ComparedSamples, useItems, useSamples } from "./useCompared.ts";

/** Segments of many captures, or the captures themselves, over each other: one row of plots for each sensor. */
export function CompareWorkspace() {
  const app = useApp();
  const known = useItems();
  const state = useStore(comparing);
  const { alignment, hidden, colour, marked } = state;
  const items = shownItems(state);
  const samples = useSamples(items);
  const scheme = useStore(labelScheme);
  const theme = useTheme();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another scheme has other colours.
  const groups = useMemo(() => colourGroups(items, colour), [items, colour, scheme]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another theme has other colours.
  const colours = useMemo(() => {
    const style = getComputedStyle(document.documentElement);
    const read = (token: string) => style.getPropertyValue(token).trim();
    return new Map(groups.flatMap(({ token, ids }) => [...ids].map((id) => [id, read(token)] as const)));
  }, [groups, theme]);
  const sensors = useMemo(
    () => plotsOf(samples.here, alignment, hidden, (id) => colours.get(id) ?? ""),
    [samples.here, alignment, hidden, colours],
  );
  const times = useMemo(() => timesOf(sensors), [sensors]);
  const plots = useRef<HTMLDivElement>(null);
  // Who marks one is done with the choices: Enter then opens it, and no list.
  useEffect(() => {
    if (marked !== null && document.activeElement?.closest(`.${styles.choices}`)) plots.current?.focus();
  }, [marked]);
  const open = (id: string) => {
    const item = items.find((each) => each.id === id);
    if (item !== undefined) openItem(app, item);
  };
  return (
    <section className={styles.page} aria-label={text("compare.title")}>
      <header className={styles.header}>
        <CommandIcon id="compare.back" icon={ArrowLeft} />
        <h1 className={styles.title}>{text("compare.title")}</h1>
        <Said items={items} samples={samples} known={known} />
        <CommandIcon id="compare.previous" icon={ChevronLeft} />
        <CommandIcon id="compare.next" icon={ChevronRight} />
        <CommandIcon id="compare.open" icon={CornerUpRight} />
      </header>
      <Choices />
      <Trouble samples={samples} />
      {known && items.length === 0 ? (
        <EmptyState icon={Layers} title={text("compare.none")} words={text("compare.none.next")}>
          <Button onPress={() => app.shell.go({ at: "captures" })}>{text("open.back")}</Button>
        </EmptyState>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so keys must reach it.
        <div className={styles.plots} ref={plots} tabIndex={0}>
          <ul className={styles.legend} aria-label={text("compare.colour")}>
            {groups.map(({ key, words, token, ids }) => (
              <li key={key} className={styles.entry}>
                <span className={styles.swatch} style={{ background: `var(${token})` }} aria-hidden />
                {text("compare.group", { words, count: ids.size })}
              </li>
            ))}
          </ul>
          {sensors.map((sensor) => (
            <Sensor key={sensor.key} sensor={sensor} times={times} marked={marked} onOpen={open} />
          ))}
        </div>
      )}
    </section>
  );
}

interface SensorProps {
  readonly sensor: SensorPlots;
  readonly times: ReturnType<typeof timesOf>;
  readonly marked: string | null;
  readonly onOpen: (id: string) => void;
}

/** The plots of one sensor; its heading says which of them are shown. */
function Sensor({ sensor, times, marked, onOpen }: SensorProps) {
  const { hidden, what } = useStore(comparing);
  const show = (key: string, shown: boolean) => {
    const next = new Set(hidden);
    if (shown) next.delete(key);
    else next.add(key);
    comparing.setState({ hidden: next });
  };
  return (
    <section aria-label={sensor.name}>
      <div className={styles.sensor}>
        <h2 className={styles.sensorName}>{text("compare.sensor", { sensor: sensor.name, unit: sensor.unit })}</h2>
        {sensor.plots.map(({ key, name }) => (
          <Checkbox key={key} isSelected={!hidden.has(key)} onChange={(shown) => show(key, shown)}>
            {name}
          </Checkbox>
        ))}
      </div>
      <div className={styles.multiples}>
        {sensor.plots
          .filter(({ key }) => !hidden.has(key))
          .map((plot) => (
            <ComparePlot
              key={plot.key}
              plot={plot}
              mean={what === "segments"}
              times={times}
              marked={marked}
              onMark={(id) => comparing.setState({ marked: id })}
              onOpen={onOpen}
            />
          ))}
      </div>
    </section>
  );
}

interface SaidProps {
  readonly items: readonly CompareItem[];
  readonly samples: ComparedSamples;
  readonly known: boolean;
}

/** What is marked, or how many there are. */
function Said({ items, samples, known }: SaidProps) {
  const state = useStore(comparing);
  const marked = items.find(({ id }) => id === state.marked);
  const all = matching(state.items, state.filter).length;
  if (!known) return <ProgressBar label={text("compare.reading")} share={null} />;
  return (
    <output className={styles.said}>
      {marked === undefined
        ? text(state.what === "segments" ? "compare.count" : "compare.countWhole", {
            here: samples.here.length,
            count: items.length,
            all,
            cut: all > items.length ? "yes" : "no",
          })
        : text("compare.at", {
            label: marked.label ?? text("compare.no.label"),
            capture: marked.captureName,
            start: timeText(marked.startUs),
            hand: marked.hand ?? "none",
            named: marked.person === null ? "no" : "yes",
            person: marked.person ?? "",
          })}
    </output>
  );
}

/** What could not be read, and what to do about it. */
function Trouble({ samples: { failed, reason, again } }: { readonly samples: ComparedSamples }) {
  if (failed === 0) return null;
  return (
    <div className={styles.trouble} role="alert">
      <span>{text("compare.failed", { count: failed, reason: reason ?? "" })}</span>
      <Button onPress={again}>{text("compare.again")}</Button>
    </div>
  );
}
