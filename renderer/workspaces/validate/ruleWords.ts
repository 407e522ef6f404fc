import type { MatchRule } from "#domain/matching.ts";
import { text } from "../../ui/text.ts";

/** A rule as a sentence. */
export function ruleWords(rule: MatchRule): string {
  return rule.by === "overlap"
    ? text("validate.rule.overlap.words", { percent: Math.round(rule.atLeast * 100) })
    : text("validate.rule.moment.words", { ms: Math.round(rule.withinUs / 1000) });
}
