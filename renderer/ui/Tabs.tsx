import type { LucideIcon } from "lucide-react";
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from "react-aria-components";
import { cx } from "./cx.ts";
import type { Choice } from "./Select.tsx";
import styles from "./Tabs.module.css";

export interface TabChoice<K extends string> extends Choice<K> {
  /** Stands for the words of a tab that is not shown, where there is no room for all words. */
  readonly icon?: LucideIcon;
}

interface Props<K extends string> {
  readonly label: string;
  readonly tabs: readonly TabChoice<K>[];
  readonly value: K;
  readonly onChange: (key: K) => void;
}

/** A row of tabs; the page shows what belongs to `value`. */
export function Tabs<K extends string>({ label, tabs, value, onChange }: Props<K>) {
  return (
    <AriaTabs
      selectedKey={value}
      onSelectionChange={(key) => {
        const tab = tabs.find((each) => each.key === key);
        if (tab) onChange(tab.key);
      }}
    >
      <TabList aria-label={label} className={cx(styles.list)}>
        {tabs.map(({ key, words, icon: Icon }) => (
          <Tab key={key} id={key} className={cx(styles.tab)} aria-label={words}>
            <span title={words} className={cx(styles.face)}>
              {Icon && <Icon className={cx(styles.icon)} aria-hidden />}
              <span className={cx(styles.words)}>{words}</span>
            </span>
          </Tab>
        ))}
      </TabList>
      {/* What a tab says that it controls must be there; what it shows stands elsewhere on the page. */}
      <TabPanel key={value} id={value} className={cx(styles.elsewhere)} />
    </AriaTabs>
  );
}
