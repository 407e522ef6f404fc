import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { inFolder, toolchains } from "./testing/inFolder.ts";
import { commentText, cString, identifierOf } from "./text.ts";

/** Names as people and attackers give them. */
const NASTY = [
  "",
  " ",
  "Jab",
  'say "jab"',
  "left\\right",
  "back\\",
  "??/ trigraph ??>",
  "*/ int x; /*",
  "// \\",
  "while",
  "linux",
  "B1",
  "line\nbreak\r\n",
  "🥊👊🏽",
  "\u202Eright to left\u2066",
  "שלום",
  "%s%n",
  "a".repeat(64),
  "\uD800 alone",
  "nul\0in it",
];

const name = fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: "binary", maxLength: 64 }));

test.skipIf(toolchains.length === 0)(
  "any name is a C string that says the very name, and a comment that ends where it should",
  () =>
    inFolder(async (folder) => {
      const names = [...NASTY, ...fc.sample(name, { numRuns: 300, seed: 7 })];
      const rows = names.map(
        (each) =>
          `  /* ${commentText(each)} */ // ${commentText(each)}\n  {${cString(each)}, sizeof(${cString(each)}) - 1},`,
      );
      const source = `#include <stdio.h>
struct Name { const char* text; size_t bytes; };
static const Name names[] = {
${rows.join("\n")}
};
int main() {
  FILE* out = fopen("names.bin", "wb");
  for (const Name& name : names) {
    fwrite(name.text, 1, name.bytes, out);
    fputc(255, out);
  }
  return fclose(out);
}
`;
      await writeFile(join(folder, "names.cpp"), source);
      const [tools] = toolchains;
      await tools!.build(folder, "names.cpp", "names", ["-O0", "-trigraphs"]);
      await tools!.run(folder, "names", [], { limitMs: 10_000 });
      const said = await readFile(join(folder, "names.bin"));
      expect(said).toEqual(Buffer.concat(names.flatMap((each) => [Buffer.from(each.toWellFormed()), Buffer.of(255)])));
    }),
);

test("any name gives an identifier that is none of a language or a board", () => {
  fc.assert(
    fc.property(name, (each) => {
      expect(identifierOf(each)).toMatch(/^[a-z][a-z0-9_]*_pack$/);
    }),
  );
  expect(identifierOf("Jab & Cross, löblich")).toBe("jab_cross_loblich_pack");
  expect(identifierOf("")).toBe("model_pack");
  expect(identifierOf("🥊")).toBe("model_pack");
  expect(identifierOf("My pack")).toBe("my_pack");
  expect(identifierOf("3 punches")).toBe("punches_pack");
});
