import { OUTCOMES, type Scores } from "#domain/validation/results.ts";
import { Figure, FigureRow } from "../../ui/FigureRow.tsx";
import { count, share } from "../../ui/figures.ts";
import { text } from "../../ui/text.ts";

/** A result in figures, all captures together. */
export function Figures({ scores }: { readonly scores: Scores }) {
  const { timingErrorMs, decisionLatencyMs, sensimlAccuracy, unlabelledShare } = scores;
  const spread = (value: { median: number; p95: number } | null) =>
    value === null ? text("validate.none") : text("validate.spread", value);
  const figures: [string, string][] = [
    [text("validate.f1"), share(scores.f1)],
    [text("validate.accuracy"), share(scores.accuracy)],
    ...OUTCOMES.map((outcome): [string, string] => [
      text(`validate.outcome.${outcome}`),
      count(scores.outcomes[outcome]),
    ]),
    [text("validate.timing"), spread(timingErrorMs)],
    [text("validate.latency"), spread(decisionLatencyMs)],
    [text("validate.unlabelled"), unlabelledShare === null ? text("validate.none") : share(unlabelledShare)],
    [text("validate.sensiml"), sensimlAccuracy === null ? text("validate.none") : share(sensimlAccuracy / 100)],
  ];
  return (
    <FigureRow>
      {figures.map(([words, value]) => (
        <Figure key={words} words={words}>
          {value}
        </Figure>
      ))}
    </FigureRow>
  );
}
