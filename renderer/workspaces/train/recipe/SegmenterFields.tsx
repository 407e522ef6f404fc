import { completeSettings, SEGMENTER_NAMES } from "#domain/segmenters.ts";
import { useApp, useOf } from "../../../app/app.ts";
import { segmenterOf } from "../../../training/wish.ts";
import { Button } from "../../../ui/Button.tsx";
import { Select } from "../../../ui/Select.tsx";
import { text } from "../../../ui/text.ts";
import { SettingRow } from "../../label/segmenter/SettingRow.tsx";
import { rulesOf, withSetting } from "../../label/segmenter/settingRange.ts";
import { Help } from "./Figure.tsx";
import { Section } from "./Section.tsx";
import { usePlan } from "./usePlan.ts";

const EXAMPLES = ["segmenter", "truth"] as const;

/** How punches are cut out of the motion, and which cuts are learned from. */
export function SegmenterFields() {
  const { training } = useApp();
  const kept = useOf(training, (state) => state.segmenter);
  const [{ segmenter, examples }, change] = usePlan();
  const { name } = segmenter;
  const settings = completeSettings(name, segmenter.settings);
  const ofProject = kept === null ? null : segmenterOf(kept);
  const same =
    ofProject !== null &&
    ofProject.name === name &&
    JSON.stringify(completeSettings(ofProject.name, ofProject.settings)) === JSON.stringify(settings);
  return (
    <Section
      id="segmenter"
      title={text("train.section.segmenter")}
      says={text(same ? "train.segmenter.same" : "train.segmenter.own", { segmenter: text(`segmenter.${name}`) })}
    >
      <Select
        label={text("train.examples")}
        value={examples}
        choices={EXAMPLES.map((key) => ({ key, words: text(`train.examples.${key}`) }))}
        onChange={(next) => change({ examples: next })}
      />
      <Help>{text(`train.examples.${examples}.help`)}</Help>
      {ofProject !== null && !same && (
        <Button onPress={() => change({ segmenter: ofProject })}>{text("train.segmenter.take")}</Button>
      )}
      <Select
        label={text("segmenterPanel.segmenter")}
        value={name}
        choices={SEGMENTER_NAMES.map((key) => ({ key, words: text(`segmenter.${key}`) }))}
        onChange={(next) => change({ segmenter: { name: next, settings: kept?.settings[next] ?? {} } })}
      />
      <Help>{text(`segmenterAbout.${name}`)}</Help>
      {rulesOf(name).map(([setting, rule]) => (
        <SettingRow
          key={`${name}.${setting}`}
          segmenter={name}
          setting={setting}
          rule={rule}
          settings={settings}
          onChange={(value) =>
            change({ segmenter: { name, settings: { ...withSetting(name, settings, setting, value) } } })
          }
        />
      ))}
    </Section>
  );
}
