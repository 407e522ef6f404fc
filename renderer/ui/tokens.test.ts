import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");

function theme(selector: RegExp): Map<string, string> {
  const body = selector.exec(css)?.[1] ?? "";
  return new Map([...body.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map((m) => [m[1]!, m[2]!]));
}

const themes = {
  dark: theme(/:root\[data-theme="dark"\] \{([\s\S]*?)\n\}/),
  light: theme(/:root\[data-theme="light"\] \{([\s\S]*?)\n\}/),
};

type Rgb = readonly [number, number, number];

function linear(hex: string): Rgb {
  const part = (at: number) => {
    const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  };
  return [part(1), part(3), part(5)];
}

/** WCAG 2.2 contrast ratio. */
function contrast(a: string, b: string): number {
  const light = (hex: string) => {
    const [r, g, bl] = linear(hex);
    return 0.2126 * r + 0.7152 * g + 0.0722 * bl;
  };
  const [x, y] = [light(a), light(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

type Matrix = readonly [Rgb, Rgb, Rgb];

/** Machado, Oliveira, Fernandes 2009, severity 1.0, on linear RGB. */
const SIGHT: Record<string, Matrix> = {
  full: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

const times = (m: Matrix, v: Rgb): Rgb =>
  m.map((row) => Math.max(0, row[0] * v[0] + row[1] * v[1] + row[2] * v[2])) as unknown as Rgb;

/** Oklab (Ottosson 2020), where equal distances look about equally different. */
function oklab(rgb: Rgb): Rgb {
  const lms = times(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    rgb,
  ).map(Math.cbrt) as unknown as Rgb;
  const [l, m, s] = lms;
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function distance(a: string, b: string, sight: Matrix): number {
  const [x, y] = [oklab(times(sight, linear(a))), oklab(times(sight, linear(b)))];
  return Math.hypot(x[0] - y[0], x[1] - y[1], x[2] - y[2]);
}

const GROUNDS = ["ground-signal", "ground", "ground-panel", "ground-control", "ground-hover", "ground-raised"];
const WORDS = ["text", "text-quiet", "text-faint", "accent", "danger", "warning", "ok", "simulated"];
const PAIRS = [
  ["on-accent", "accent-fill"],
  ["on-accent", "accent-hover"],
  ["on-selection", "selection"],
  ["on-danger", "danger-fill"],
  ["danger", "danger-ground"],
  ["text", "danger-ground"],
  ["warning", "warning-ground"],
  ["text", "warning-ground"],
  ["simulated", "simulated-ground"],
  ["text-quiet", "selection"],
] as const;
const AXES = ["axis-x", "axis-y", "axis-z"];

describe.each(Object.entries(themes))("the %s theme", (_, tokens) => {
  const colour = (name: string) => {
    const value = tokens.get(name);
    if (value === undefined) throw new Error(`no token --${name}`);
    return value;
  };

  it("names the same tokens as the other one", () => {
    expect([...tokens.keys()].sort()).toEqual([...themes.dark.keys()].sort());
  });

  it.each(WORDS.flatMap((word) => GROUNDS.map((ground) => [word, ground] as const)))(
    "reads %s on %s",
    (word, ground) => {
      expect(contrast(colour(word), colour(ground))).toBeGreaterThanOrEqual(4.5);
    },
  );

  it.each(PAIRS)("reads %s on %s", (word, ground) => {
    expect(contrast(colour(word), colour(ground))).toBeGreaterThanOrEqual(4.5);
  });

  it("reads the letter on every label", () => {
    const labels = [...tokens.keys()].filter((name) => name.startsWith("label-"));
    expect(labels.length).toBeGreaterThanOrEqual(10);
    for (const label of labels) expect(contrast(colour("on-label"), colour(label)), label).toBeGreaterThanOrEqual(4.5);
  });

  it("shows every trace and mark on the signal's ground (WCAG 1.4.11: 3:1)", () => {
    const marks = [
      ...AXES,
      ...AXES.map((axis) => `${axis}-soft`),
      "axis-none",
      "signal-clip",
      "signal-gap-line",
      "playhead",
    ];
    for (const mark of marks) expect(contrast(colour(mark), colour("ground-signal")), mark).toBeGreaterThanOrEqual(3);
  });

  it.each(Object.entries(SIGHT))("keeps X, Y and Z apart for %s sight", (_name, sight) => {
    for (const [a, b] of [
      ["axis-x", "axis-y"],
      ["axis-y", "axis-z"],
      ["axis-x", "axis-z"],
    ] as const) {
      expect(distance(colour(a), colour(b), sight), `${a} ${b}`).toBeGreaterThan(0.09);
    }
  });
});
