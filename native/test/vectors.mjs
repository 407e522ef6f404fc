// Turns the numeric vectors of the specification into C++ arrays for the host tests. Nothing generated is committed.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sharedFolder } from "./sharedFolder.mjs";

/** Groups that other rooms answer for: what a confusion matrix is, is no business of the engine. */
const ELSEWHERE = new Set(["Evaluation"]);

const number = (value) => (Number.isFinite(value) ? String(value) : "0");
const list = (values) => `{${values.map(number).join(",") || "0"}}`;

/** Rows of `expected` as one flat list: a list of columns keeps its order. */
const flat = (value) => (Array.isArray(value) ? value.flat(2) : [value]);

function columnsOf(vector, datasets) {
  if (vector.columns) return vector.columns;
  const { dataset, cols, rows } = vector.columns_ref;
  const all = cols.map((index) => datasets[dataset].columns[index]);
  return rows ? all.map((column) => column.slice(rows[0], rows[1])) : all;
}

function paramsOf(params) {
  return Object.entries(params ?? {}).flatMap(([name, value]) =>
    flat(value).map((one, index) => {
      const key = JSON.stringify(Array.isArray(value) ? `${name}.${index}` : name);
      return typeof one === "string" ? `{${key},0,${JSON.stringify(one)}}` : `{${key},${number(Number(one))},""}`;
    }),
  );
}

function caseOf(vector, datasets, index) {
  const columns = columnsOf(vector, datasets);
  const params = paramsOf(vector.params);
  const expected = flat(vector.expected);
  const corrected = vector.correct_expected === undefined ? [] : flat(vector.correct_expected);
  const name = `v${index}`;
  const arrays = [
    `static const double ${name}_data[] = ${list(columns.flat())};`,
    `static const double ${name}_expected[] = ${list(expected)};`,
    `static const double ${name}_correct[] = ${list(corrected)};`,
    `static const VectorParam ${name}_params[] = {${params.join(",") || '{"",0,""}'}};`,
  ];
  const text = [vector.id, vector.function, vector.group].map((word) => JSON.stringify(word)).join(",");
  const sizes = `${columns.length},${columns[0].length},${name}_data,${name}_params,${params.length}`;
  const values = `${name}_expected,${expected.length},${name}_correct,${corrected.length},${number(vector.tolerance)}`;
  return { arrays, row: `{${text},${sizes},${values}}` };
}

/** Groups that the engine leaves out, with the reason: a run names them. */
const LEFT_OUT = new Map([["Frequency", "the spectrum: spec section 3.8 leaves it to a later version"]]);

/** Writes the header; false, and an empty table, where the specification folder is absent. */
export function writeVectors(path) {
  const shared = sharedFolder();
  const { vectors, datasets } = shared
    ? JSON.parse(readFileSync(join(shared, "spec/vectors.json"), "utf8"))
    : { vectors: [], datasets: {} };
  const cases = vectors
    .filter(({ group }) => !ELSEWHERE.has(group) && !LEFT_OUT.has(group))
    .map((v, i) => caseOf(v, datasets, i));
  const lines = [
    "#pragma once",
    '#include "../../native/test/vector_case.hpp"',
    ...cases.flatMap((one) => one.arrays),
    `static const VectorCase vector_cases[] = {${cases.map((one) => one.row).join(",\n") || "{}"}};`,
    `static const unsigned vector_case_count = ${cases.length};`,
  ];
  for (const [group, reason] of LEFT_OUT) {
    const count = vectors.filter((vector) => vector.group === group).length;
    if (count > 0) console.log(`left out: ${count} ${group.toLowerCase()} vectors (${reason})`);
  }
  writeFileSync(path, `${lines.join("\n")}\n`);
  return shared !== undefined;
}
