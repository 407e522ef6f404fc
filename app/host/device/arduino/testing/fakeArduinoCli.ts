import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";

export interface FakeArduino {
  /** Whether the core of the Nano is installed. */
  readonly core?: boolean;
  /** done: makes the image of this file. broken: the sketch does not compile. refused: it does not even try. stuck: never ends. */
  readonly compile?: "done" | "broken" | "refused" | "stuck";
  readonly image?: string;
}

/** A program that prints what arduino-cli 1.5 prints. Returns its file. */
export async function fakeArduinoCli(folder: string, options: FakeArduino = {}): Promise<string> {
  const file = join(folder, "arduino-cli");
  await writeFile(file, `#!${process.execPath}\nconst options = ${JSON.stringify(options)};\n(${fake})(options);\n`);
  await chmod(file, 0o755);
  return file;
}

/** Runs in the other process: everything it needs stands in it. */
function fake(options: FakeArduino): void {
  const { copyFileSync, existsSync, mkdirSync } = process.getBuiltinModule("node:fs");
  const { basename, join: at } = process.getBuiltinModule("node:path");
  const words = process.argv.slice(2);
  const print = (document: object) => process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
  const after = (word: string) => words[words.indexOf(word) + 1] ?? "";
  if (words[0] === "version") {
    print({ Application: "arduino-cli", VersionString: "1.5.1", Commit: "08ff7e2b", Status: "", Date: "2026-07-01" });
  } else if (words[0] === "core") {
    const core = { id: "arduino:mbed_nano", installed_version: "4.4.1", latest_version: "4.4.1", releases: {} };
    print(options.core === false ? {} : { platforms: [{ id: "arduino:avr", latest_version: "1.8.6" }, core] });
  } else if (options.compile === "refused") {
    process.stderr.write(`${JSON.stringify({ error: "Platform 'arduino:mbed_nano' not found" })}\n`);
    process.exitCode = 1;
  } else if (options.compile === "stuck") {
    setInterval(() => {}, 1000);
  } else {
    const sketch = words.at(-1) ?? "";
    const library = at(after("--libraries"), "ringside");
    const whole = ["library.properties", "core", "board", "engine/pipeline/pipeline.hpp"].every((part) =>
      existsSync(at(library, part)),
    );
    const good = options.compile !== "broken" && whole && existsSync(at(sketch, `${basename(sketch)}.ino`));
    const builder = { build_path: "", used_libraries: [{ name: "Ringside glove", version: "1.0.0" }] };
    const wrong = [
      { severity: "WARNING", message: "unused variable 'x'", file: at(sketch, "a.h"), line: 3, column: 1 },
      { severity: "ERROR", message: "'glove' was not declared in this scope", file: at(sketch, "b.ino"), line: 12 },
    ];
    if (good) {
      mkdirSync(after("--output-dir"), { recursive: true });
      copyFileSync(options.image ?? "", at(after("--output-dir"), `${basename(sketch)}.ino.bin`));
      print({ compiler_out: "", compiler_err: "", builder_result: builder, upload_result: {}, success: true });
    } else {
      print({
        compiler_err: "",
        builder_result: { ...builder, diagnostics: wrong },
        success: false,
        error: "exit status 1",
      });
      process.exitCode = 1;
    }
  }
}
