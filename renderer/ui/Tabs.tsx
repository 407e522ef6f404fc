import { Tabs as AriaTabs, Tab, TabList } from "react-aria-components";
import { cx } from "./cx.ts";
import type { Choice } from "./Select.tsx";
import styles from "./Tabs.module.css";

interface Props<K extends string> {
  readonly label: string;
  readonly tabs: readonly Choice<K>[];
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
        {tabs.map(({ key, words }) => (
          <Tab key={key} id={key} className={cx(styles.tab)}>
            {words}
          </Tab>
        ))}
      </TabList>
    </AriaTabs>
  );
}
