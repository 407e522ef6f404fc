import { createHash } from "node:crypto";
import { html } from "hono/html";
import { text } from "../text.ts";
import type { ServedGlove } from "./served.ts";

const STYLE = `
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 44rem; margin: 3rem auto; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .4rem .8rem .4rem 0; border-bottom: 1px solid color-mix(in srgb, currentColor 20%, transparent); }
td.figure, th.figure { text-align: right; font-variant-numeric: tabular-nums; }
code { font-family: ui-monospace, monospace; }
dt { float: left; clear: left; width: 9rem; }
`;

const styleHash = createHash("sha256").update(STYLE).digest("base64");

export const STATUS_HEADERS = {
  "content-security-policy": `default-src 'none'; style-src 'sha256-${styleHash}'; frame-ancestors 'none'`,
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
};

/** What a person sees who opens the gateway's address: what it serves, and how to have it. It renews itself. */
export function statusPage(state: { readonly gloves: readonly ServedGlove[]; readonly clients: number }) {
  const rows = state.gloves.map(({ session, stream }) => {
    const { totals } = stream;
    const rate = stream.measuredRateHz ?? stream.format.nominalRateHz;
    return html`<tr>
      <td>${stream.device.name}</td>
      <td>${text(`gateway.page.hand.${stream.hand ?? "none"}`)}</td>
      <td>${text(`gateway.page.state.${session.state}`)}</td>
      <td class="figure">${rate.toFixed(1)} Hz</td>
      <td class="figure">${totals.rows}</td>
      <td class="figure">${totals.lost}</td>
    </tr>`;
  });
  const heading = (key: string, figure = false) =>
    html`<th class="${figure ? "figure" : ""}" scope="col">${text(`gateway.page.${key}`)}</th>`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="refresh" content="5">
<meta name="viewport" content="width=device-width">
<title>${text("gateway.page.title")}</title>
<style>${[STYLE]}</style>
</head>
<body>
<h1>${text("gateway.page.title")}</h1>
<p>${text("gateway.page.clients", { clients: state.clients })}</p>
${
  rows.length === 0
    ? html`<p>${text("gateway.nothingConnected")}</p>`
    : html`<table><thead><tr>${heading("glove")}${heading("hand")}${heading("state")}${heading("rate", true)}${heading("rows", true)}${heading("lost", true)}</tr></thead><tbody>${rows}</tbody></table>`
}
<h2>${text("gateway.page.paths")}</h2>
<dl>
${["config", "stream", "results", "disconnect", "version"].map(
  (path) => html`<dt><code>/${path}</code></dt><dd>${text(`gateway.page.path.${path}`)}</dd>`,
)}
</dl>
</body>
</html>`;
}
