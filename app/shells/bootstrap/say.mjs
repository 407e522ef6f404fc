import { readFileSync } from "node:fs";

const catalog = JSON.parse(readFileSync(new URL("../../contract/messages/en.json", import.meta.url), "utf8"));

/** A text of the catalog with its `{names}` filled in. Only plain names: nothing is installed yet to do more. */
export function text(key, values = {}) {
  const message = catalog[key] ?? key;
  return message.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

export function say(key, values) {
  console.log(text(key, values));
}
