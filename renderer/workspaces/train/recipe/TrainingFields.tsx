import { Switch } from "../../../ui/Toggles.tsx";
import { text } from "../../../ui/text.ts";
import { learnsInEpochs } from "./classifiers.ts";
import { Figure, Help } from "./Figure.tsx";
import { Section } from "./Section.tsx";
import { usePlan } from "./usePlan.ts";

/** How it learns. */
export function TrainingFields() {
  const [plan, change] = usePlan();
  const { training } = plan;
  const set = (part: Partial<typeof training>) => change({ training: { ...training, ...part } });
  const epochs = learnsInEpochs(plan);
  return (
    <Section
      id="training"
      title={text("train.section.training")}
      says={text(epochs ? "train.training.says" : "train.training.saysSeed", {
        epochs: training.epochs,
        seed: training.seed,
      })}
    >
      {epochs && (
        <>
          <Figure
            name="epochs"
            value={training.epochs}
            lowest={1}
            highest={2000}
            onChange={(value) => set({ epochs: value })}
          />
          <Figure name="batch" value={training.batch} lowest={1} highest={1024} onChange={(batch) => set({ batch })} />
          <Figure
            name="learningRate"
            value={training.learningRate}
            lowest={0.0001}
            highest={1}
            step={0.0001}
            onChange={(learningRate) => set({ learningRate })}
          />
          <Figure
            name="patience"
            value={training.patience}
            lowest={0}
            highest={1000}
            onChange={(patience) => set({ patience })}
          />
        </>
      )}
      <Switch isSelected={training.balanceClasses} onChange={(balanceClasses) => set({ balanceClasses })}>
        {text("train.set.balance")}
      </Switch>
      <Help>{text("train.help.balance")}</Help>
      <Figure name="seed" value={training.seed} lowest={0} highest={1_000_000} onChange={(seed) => set({ seed })} />
    </Section>
  );
}
