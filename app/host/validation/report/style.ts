import { Html } from "./html.ts";

/** The report stands alone: no fonts, no files, no script. It follows the reader's theme and prints on white. */
export const STYLE = new Html(`<style>
:root { color-scheme: light dark; --ink: #1b1f24; --soft: #57606a; --ground: #fff; --line: #d0d7de; --bar: #2667c9; --low: #b4530a; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ee; --soft: #9aa4b2; --ground: #14171c; --line: #333a45; --bar: #6ea8ff; --low: #f0a35e; } }
@media print { :root { --ink: #000; --soft: #444; --ground: #fff; --line: #bbb; --bar: #2667c9; --low: #b4530a; } section { break-inside: avoid; } }
body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--ground); max-width: 960px; margin: 32px auto; padding: 0 24px; }
h1 { font-size: 26px; margin: 0; } h2 { font-size: 18px; margin: 36px 0 8px; } h3 { font-size: 15px; margin: 20px 0 4px; }
p { margin: 4px 0; } .soft { color: var(--soft); }
.stamp { display: inline-block; border: 2px solid var(--low); color: var(--low); padding: 2px 12px; margin: 12px 0; font-weight: 600; }
.figures { display: flex; flex-wrap: wrap; gap: 8px 32px; margin: 16px 0; } .figures b { display: block; font-size: 24px; }
table { border-collapse: collapse; margin: 8px 0; } th, td { text-align: right; padding: 4px 12px; border-bottom: 1px solid var(--line); font-variant-numeric: tabular-nums; }
th:first-child, td:first-child { text-align: left; padding-left: 0; } th { font-weight: 600; color: var(--soft); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 4px 24px; } dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
svg { display: block; width: 100%; font: 13px system-ui, sans-serif; } svg text { fill: var(--ink); }
.end { text-anchor: end; } .middle { text-anchor: middle; } .small { font-size: 10px; } .track { fill: var(--line); fill-opacity: .4; }
.bar, .cell { fill: var(--bar); } .bar.low { fill: var(--low); } .cell.right { stroke: var(--ink); stroke-width: 1.5; } svg text.onDark { fill: var(--ground); }
</style>`);
