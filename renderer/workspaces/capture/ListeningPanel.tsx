import { KEEPING, type Listening } from "#contract/recognising.ts";
import { useApp, useOf } from "../../app/app.ts";
import { Badge } from "../../ui/Marks.tsx";
import { Select } from "../../ui/Select.tsx";
import { Checkbox } from "../../ui/Toggles.tsx";
import { text } from "../../ui/text.ts";
import { useModels } from "../shared/useModels.ts";
import styles from "./ListeningPanel.module.css";

/** As many models can listen at once: one, or two to compare. */
const MOST = 2;

/** Which models listen to the gloves that are connected, and what becomes of what they find. Nothing without a model. */
export function ListeningPanel() {
  const { listening } = useApp();
  const models = useModels();
  const modelIds = useOf(listening, (state) => state.modelIds);
  const keep = useOf(listening, (state) => state.keep);
  if (models === undefined || models.length === 0) return null;
  const set = (change: Partial<Listening>) => void listening.set({ modelIds: [...modelIds], keep, ...change });
  return (
    <section className={styles.panel} aria-label={text("listening.title")}>
      <h2 className={styles.heading}>{text("listening.title")}</h2>
      <ul className={styles.models}>
        {models.map(({ id, name, simulated }) => {
          const on = modelIds.includes(id);
          return (
            <li key={id} className={styles.model}>
              <Checkbox
                isSelected={on}
                isDisabled={!on && modelIds.length >= MOST}
                onChange={() => set({ modelIds: on ? modelIds.filter((each) => each !== id) : [...modelIds, id] })}
              >
                {name}
              </Checkbox>
              {simulated && <Badge tone="simulated">{text("device.simulated")}</Badge>}
            </li>
          );
        })}
      </ul>
      {modelIds.length > 0 && (
        <Select
          label={text("listening.keep")}
          value={keep}
          choices={KEEPING.map((key) => ({ key, words: text(`listening.keep.${key}`) }))}
          onChange={(next) => set({ keep: next })}
        />
      )}
    </section>
  );
}
