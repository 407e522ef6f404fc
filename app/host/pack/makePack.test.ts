import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import type { NewModel } from "../store/models/modelApi.ts";
import { axisModel } from "../validation/testing/axisModel.ts";
import { makePack } from "./makePack.ts";
import { inFolder, toolchains } from "./testing/inFolder.ts";
import { cuttingModel, packModelOf, twoHands } from "./testing/packModels.ts";
import { writeFiles } from "./tools/toolchain.ts";

const RUN = { limitMs: 60_000 };
/** Compilers of a busy machine take their time; each has a limit of its own. */
vi.setConfig({ testTimeout: 300_000 });
const [host] = toolchains;
const compiling = test.skipIf(host === undefined);

/** The files of some packs, each in a folder of its own, as an Arduino keeps libraries. */
async function install(folder: string, models: readonly NewModel[]): Promise<string[]> {
  const packs = models.map((model) => makePack(packModelOf(model)));
  for (const { pack, files } of packs) await writeFiles(join(folder, pack.identifier), files);
  return packs.map(({ pack }) => pack.identifier);
}

test.each(toolchains)("a library alone compiles without a warning and says what the studio says ($target)", (tools) =>
  inFolder(async (folder) => {
    const { files } = makePack(packModelOf(twoHands()));
    await writeFiles(folder, files);
    await tools.build(folder, "extras/self_test.cpp", "self_test", ["-Isrc"]);
    const said = await tools.run(folder, "self_test", [], RUN);
    expect(said).toMatch(/^Left: 3 vectors, \d+ results, all as in the studio\nRight: 3 vectors/);
    await tools.build(folder, "extras/self_test.cpp", "single", ["-Iextras/single_header"]);
    expect(await tools.run(folder, "single", [], RUN)).toBe(said);
  }),
);

test("the same model gives the same bytes, and says where each of them is", () => {
  const model = packModelOf(axisModel({ name: "Boxing" }));
  const [first, second] = [makePack(model), makePack(model)];
  expect([...first.files]).toEqual([...second.files]);
  expect(first.pack).toEqual(second.pack);
  expect(first.pack).toMatchObject({ identifier: "boxing_pack", parts: [{ hand: null, bytes: 173 }] });
  expect(first.pack.files.map(({ path }) => path)).toEqual([...first.files.keys()]);
});

compiling(
  "packs of one engine and of another one live in one program, in two files of it, library or single header",
  () =>
    inFolder(async (folder) => {
      // The last one needs other parts of the engine, so its build is another one.
      const [boxing, twin, cutter] = await install(folder, [
        twoHands(),
        axisModel({ name: "Twin" }),
        cuttingModel({ name: "Cutter" }),
      ]);
      const use = `
#include <stdio.h>
static ${boxing}::Left left;
static ${boxing}::Right right;
static ${twin}::Both both;
static ${cutter}::Both cut;
template <class Recognizer> static int count(Recognizer& one) {
  int found = 0;
  int16_t frame[6] = {0};
  if (!one.begin()) return -1;
  for (int i = 0; i < 400; ++i) {
    frame[3] = frame[0] = static_cast<int16_t>(i % 100 > 45 && i % 100 < 55 ? 20000 : 0);
    if (one.push(frame)) ++found;
  }
  return found;
}
`;
      const includes = [boxing, twin, cutter].map((each) => `#include <${each}.h>`);
      await writeFile(
        join(folder, "second.cpp"),
        `${includes.join("\n")}${use}int others() { return count(right) + count(cut) + count(both) + count(left); }\n`,
      );
      await writeFile(
        join(folder, "first.cpp"),
        `#include "second.cpp"\n${includes.toReversed().join("\n")}
int main() { printf("%d %d %d %d %d\\n", count(left), count(right), count(both), count(cut), others()); return 0; }\n`,
      );
      // The other order, in a file of its own.
      await writeFile(
        join(folder, "third.cpp"),
        `${includes.toReversed().join("\n")}${use}int more() { return count(cut) + count(right) + count(both) + count(left); }\n`,
      );
      const told = [];
      for (const inside of ["src", "extras/single_header"]) {
        const paths = [boxing, twin, cutter].map((each) => `-I${each}/${inside}`);
        for (const tools of toolchains) {
          // The board's programs are made of one file.
          const sources = tools.target === "host" ? ["-O0", "third.cpp"] : [];
          await tools.build(folder, "first.cpp", "packs", [...paths, ...sources]);
          told.push(await tools.run(folder, "packs", [], RUN));
        }
      }
      expect(new Set(told).size).toBe(1);
      expect(told[0]).toMatch(/^[1-9]\d* [1-9]\d* [1-9]\d* 20 /);
    }),
);

compiling("two models that make the same name are refused by a sentence when they are in one program", () =>
  inFolder(async (folder) => {
    await install(join(folder, "a"), [axisModel({ name: "Jab!" })]);
    await install(join(folder, "b"), [axisModel({ name: "Jab?", classNumbers: [2, 1, 0] })]);
    await writeFile(
      join(folder, "both.cpp"),
      '#include "a/jab_pack/src/jab_pack.h"\n#include "b/jab_pack/src/jab_pack.h"\nint main() { return 0; }\n',
    );
    await expect(host!.build(folder, "both.cpp", "both")).rejects.toThrow("Two packs are called jab_pack");
  }),
);

/** A program that says what begin() says. */
const BEGIN = (identifier: string) =>
  `#include <stdio.h>\n#include "${identifier}.h"\n${identifier}::Both one;\nint main() { printf("%s", one.begin() ? "begun" : one.problem()); }\n`;

compiling("an arena one piece too small, a damaged table and an engine of another version are refused in words", () =>
  inFolder(async (folder) => {
    const { files } = makePack(packModelOf(axisModel({ name: "Boxing" })));
    const header = files.get("src/boxing_pack.h")!;
    const arena = /arena_bytes = (\d+)/.exec(header)!;
    const changed = {
      "too small": header.replace(arena[0], `arena_bytes = ${Number(arena[1]) - 8}`),
      "its checksum differs": header.replace(
        "    // segmenter: punch\n    5, 7,",
        "    // segmenter: punch\n    5, 6,",
      ),
      begun: header,
    };
    for (const [words, text] of Object.entries(changed)) {
      await writeFiles(folder, files);
      await writeFiles(folder, [
        ["src/boxing_pack.h", text],
        ["begin.cpp", BEGIN("boxing_pack")],
      ]);
      await host!.build(folder, "begin.cpp", "begin", ["-O0", "-Isrc"]);
      const said = await host!.run(folder, "begin", [], RUN);
      expect(said).toContain(words === "too small" ? "smaller than the size asked for" : words);
    }
    const odd = header.replace(arena[0], `arena_bytes = ${Number(arena[1]) - 1}`);
    const newer = header.replace("format_version = 1", "format_version = 2");
    for (const [text, words] of [
      [odd, "pieces of eight bytes"],
      [newer, "another version of the engine"],
    ] as const) {
      await writeFiles(folder, [["src/boxing_pack.h", text]]);
      await expect(host!.build(folder, "begin.cpp", "begin", ["-Isrc"])).rejects.toThrow(words);
    }
    // The engine's folder of another pack: its entry has another name.
    await writeFiles(folder, [
      ["src/boxing_pack.h", header.replace(/ringside_[0-9a-f]{8}\.hpp/, "ringside_00000000.hpp")],
    ]);
    await expect(host!.build(folder, "begin.cpp", "begin", ["-Isrc"])).rejects.toThrow("ringside_00000000.hpp");
  }),
);

test("a model whose bytes this engine does not read is refused by name", () => {
  const { model, parts } = packModelOf(axisModel({ name: "Old" }));
  const descriptor = parts[0]!.descriptor.slice();
  descriptor[4] = 2;
  expect(() => makePack({ model, parts: [{ hand: null, descriptor }] })).toThrow(/pack.otherEngine .*another version/);
});

compiling("examples compile as they are, whatever the classes are called", () =>
  inFolder(async (folder) => {
    const { files } = makePack(packModelOf(axisModel({ name: '??/"\\*/ 🥊', classNames: ["while", '\u202E"*/\\'] })));
    await writeFiles(folder, files);
    await writeFiles(folder, [["Arduino.h", ARDUINO]]);
    for (const example of ["Recognise", "TwoPacks"]) {
      const main = `#include <Arduino.h>\n#include "examples/${example}/${example}.ino"\nint main() { setup(); loop(); }\n`;
      await writeFile(join(folder, `${example}.cpp`), main);
      await host!.build(folder, `${example}.cpp`, example, ["-O0", "-Isrc", "-I."]);
    }
    expect(files.get("library.properties")!.split("\n")).toHaveLength(10);
    expect(JSON.parse(files.get("extras/model.json")!).ModelDescriptions[0].ClassMaps[1]).toBe("while");
  }),
);

/** As much of a board as the examples use. */
const ARDUINO = `#pragma once
#include <stdint.h>
#include <stdio.h>
struct FakeSerial {
  void begin(long) {}
  int available() { return 0; }
  int read() { return -1; }
  void print(const char* text) { fputs(text, stdout); }
  void print(uint32_t number) { printf("%u", static_cast<unsigned>(number)); }
  void println(const char* text) { puts(text); }
  void println(uint32_t number) { printf("%u\\n", static_cast<unsigned>(number)); }
};
static FakeSerial Serial;
`;
