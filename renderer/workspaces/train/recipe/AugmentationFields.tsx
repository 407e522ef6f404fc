import type { NO_AUGMENTATION } from "#domain/learning/plan.ts";
import { Switch } from "../../../ui/Toggles.tsx";
import { text } from "../../../ui/text.ts";
import { Figure, type FigureName, Help } from "./Figure.tsx";
import { Section } from "./Section.tsx";
import { usePlan } from "./usePlan.ts";

type Amount = Exclude<keyof typeof NO_AUGMENTATION, "copies" | "clip_g">;

interface AmountRule {
  readonly key: Amount;
  readonly name: FigureName;
  readonly unit: string;
  readonly highest: number;
  readonly step: number;
  readonly times?: number;
}

const AMOUNTS: readonly AmountRule[] = [
  { key: "rollDegrees", name: "augmentRoll", unit: "°", highest: 180, step: 5 },
  { key: "tiltDegrees", name: "augmentTilt", unit: "°", highest: 90, step: 5 },
  { key: "timeWarp", name: "augmentWarp", unit: "%", highest: 0.5, step: 5, times: 100 },
  { key: "scale", name: "augmentScale", unit: "%", highest: 0.5, step: 5, times: 100 },
  { key: "noise_g", name: "augmentNoiseG", unit: "g", highest: 4, step: 0.05 },
  { key: "noise_dps", name: "augmentNoiseDps", unit: "°/s", highest: 500, step: 5 },
];
/** What the glove's smaller usual range would do to a hard punch. */
const USUAL_CLIP_G = 8;

/** Changed copies that stand for other gloves and other people. Only training sees them. */
export function AugmentationFields() {
  const [{ augmentation }, change] = usePlan();
  const set = (part: Partial<typeof augmentation>) => change({ augmentation: { ...augmentation, ...part } });
  const { copies, clip_g } = augmentation;
  return (
    <Section
      id="augmentation"
      title={text("train.section.augmentation")}
      says={text("train.augmentation.says", { copies })}
    >
      <Help>{text("train.augmentation.help")}</Help>
      <Figure name="augmentCopies" value={copies} lowest={0} highest={20} onChange={(next) => set({ copies: next })} />
      {copies > 0 && (
        <>
          {AMOUNTS.map(({ key, ...rule }) => (
            <Figure
              key={key}
              {...rule}
              value={augmentation[key]}
              lowest={0}
              onChange={(value) => set({ [key]: value })}
            />
          ))}
          <Switch isSelected={clip_g !== null} onChange={(on) => set({ clip_g: on ? USUAL_CLIP_G : null })}>
            {text("train.augmentation.clips")}
          </Switch>
          {clip_g !== null && (
            <Figure
              name="augmentClip"
              unit="g"
              value={clip_g}
              lowest={1}
              highest={32}
              onChange={(value) => set({ clip_g: value })}
            />
          )}
        </>
      )}
    </Section>
  );
}
