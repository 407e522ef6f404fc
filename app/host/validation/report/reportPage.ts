import { comparePaired } from "#domain/validation/paired.ts";
import { OUTCOMES, type Validation } from "#domain/validation/results.ts";
import { problemText, text } from "../../text.ts";
import { captureBars } from "./captureBars.ts";
import { type Html, html } from "./html.ts";
import { matrixChart } from "./matrixChart.ts";
import { milliseconds, percent, probability } from "./numbers.ts";
import { STYLE } from "./style.ts";
import { timingHistogram } from "./timingHistogram.ts";

/** One or more validations as a page that stands alone: no script, nothing fetched, drawings as inline SVG. */
export function reportPage(validations: readonly Validation[]): string {
  const title = text("report.title", { models: validations.map(modelsOf).join(" · ") });
  return html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>${STYLE}</head>
<body>
<h1>${title}</h1>
${validations.some(({ simulated }) => simulated) ? html`<p class="stamp">${text("report.simulated")}</p>` : null}
${validations.length > 1 ? comparison(validations) : null}
${validations.map((validation) => oneResult(validation, validations.length > 1))}
</body>
</html>
`.markup;
}

function modelsOf({ modelNames }: Validation): string {
  return modelNames.join(" > ");
}

function comparison(validations: readonly Validation[]): Html {
  const [first, ...others] = validations as [Validation, ...Validation[]];
  const heads = ["models", "f1", "accuracy", "onlyFirst", "onlyThis", "p"];
  const row = (validation: Validation) => {
    const { f1, accuracy } = validation.total;
    const paired = validation === first ? null : comparePaired(first, validation);
    return [
      modelsOf(validation),
      percent(f1),
      percent(accuracy),
      paired ? paired.onlyFirst : "",
      paired ? paired.onlySecond : "",
      paired ? probability(paired.p) : "",
    ];
  };
  return html`<section><h2>${text("report.sideBySide")}</h2>
${table(
  heads.map((head) => text(`report.column.${head}`)),
  [first, ...others].map(row),
)}
<p class="soft">${text("report.mcnemar")}</p></section>`;
}

function oneResult(validation: Validation, many: boolean): Html {
  const { total, captures } = validation;
  const timing = timingHistogram(captures);
  return html`${many ? html`<h2>${modelsOf(validation)}</h2>` : null}
<section>${figures(validation)}</section>
<section><h2>${text("report.protocol")}</h2>${protocol(validation)}</section>
<section><h2>${text("report.perClass")}</h2>${table(
    ["class", "f1", "sensitivity", "ppv", "support"].map((head) => text(`report.column.${head}`)),
    Object.entries(total.perClass).map(([label, { f1, sensitivity, ppv, support }]) => [
      label,
      percent(f1),
      percent(sensitivity),
      percent(ppv),
      support,
    ]),
  )}</section>
<section><h2>${text("report.matrix")}</h2><p class="soft">${text("report.matrixAbout")}</p>${matrixChart(validation)}</section>
<section><h2>${text("report.perCapture")}</h2><p class="soft">${text("report.worstFirst")}</p>${captureBars(captures)}</section>
${timing && html`<section><h2>${text("report.timing")}</h2><p class="soft">${text("report.timingAbout")}</p>${timing}</section>`}
${validation.left.length === 0 ? null : html`<section><h2>${text("report.left")}</h2>${leftOut(validation)}</section>`}`;
}

function figures({ total, fullyAnnotated }: Validation): Html {
  const { outcomes, timingErrorMs, decisionLatencyMs, perMinute } = total;
  const big: [string, string][] = [
    ["f1", percent(total.f1)],
    ["accuracy", percent(total.accuracy)],
    ["sensiml", total.sensimlAccuracy === null ? "–" : `${total.sensimlAccuracy.toFixed(2)} %`],
    ["timing", milliseconds(timingErrorMs?.median)],
    ["latency", milliseconds(decisionLatencyMs?.median)],
    ["unlabelled", percent(total.unlabelledShare)],
  ];
  return html`<div class="figures">${big.map(([key, value]) => html`<span><b>${value}</b>${text(`report.figure.${key}`)}</span>`)}</div>
${table(
  OUTCOMES.map((outcome) => text(`report.outcome.${outcome}`)),
  [OUTCOMES.map((outcome) => outcomes[outcome])],
)}
${perMinute && html`<p>${text("report.perMinute", { labelled: perMinute.labelled.toFixed(1), found: perMinute.found.toFixed(1) })}</p>`}
<p class="soft">${text(fullyAnnotated ? "report.fullyAnnotated" : "report.notFullyAnnotated")}</p>`;
}

function protocol(validation: Validation): Html {
  const { rule, hashes, captures, createdAtMs, truthTrack } = validation;
  const rescaled = captures.filter((capture) => capture.rescaled).length;
  const facts: [string, string][] = [
    ["models", modelsOf(validation)],
    ["made", new Date(createdAtMs).toISOString()],
    ["captures", text("report.capturesJudged", { judged: captures.length, asked: validation.captureIds.length })],
    [
      "rule",
      rule.by === "overlap"
        ? text("report.rule.overlap", { atLeast: rule.atLeast })
        : text("report.rule.moment", { withinMs: rule.withinUs / 1000 }),
    ],
    ["truth", truthTrack ?? text("report.ownTruth")],
    ["rescaled", text("report.rescaledCaptures", { count: rescaled })],
    ["dataHash", hashes.data],
    ["labelsHash", hashes.labels],
    ["modelsHash", hashes.models],
    ["engineHash", hashes.engine],
  ];
  return html`<dl>${facts.map(([key, value]) => html`<dt>${text(`report.fact.${key}`)}</dt><dd>${value}</dd>`)}</dl>
<p class="soft">${text("report.method")}</p>`;
}

function leftOut({ left }: Validation): Html {
  return html`<dl>${left.map(({ name, hand, problem }) => {
    const whose = hand === null ? name : text("report.leftHand", { name, hand });
    return html`<dt>${whose}</dt><dd>${problemText(problem).message}</dd>`;
  })}</dl>`;
}

function table(heads: readonly string[], rows: readonly (readonly (string | number)[])[]): Html {
  return html`<table><thead><tr>${heads.map((head) => html`<th>${head}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody></table>`;
}
