import { spawn } from "node:child_process";
import { z } from "zod";
import { ProblemError } from "#domain/problems.ts";

/** Board and core of the Nano 33 BLE (Sense). */
export const FQBN = "arduino:mbed_nano:nano33ble";
const CORE = "arduino:mbed_nano";

const LOOK_MS = 20_000;
/** The first build compiles the whole core: minutes on a slow machine. */
const COMPILE_MS = 15 * 60_000;
/** A build prints some hundred kilobytes; more is not a report. */
const MOST_CHARS = 64 * 2 ** 20;

const version = z.looseObject({ VersionString: z.string() });
const cores = z.looseObject({
  platforms: z.array(z.looseObject({ id: z.string(), installed_version: z.string().optional() })).optional(),
});
const compiled = z.looseObject({
  success: z.boolean(),
  error: z.string().optional(),
  compiler_err: z.string().optional(),
  builder_result: z
    .looseObject({
      diagnostics: z
        .array(
          z.looseObject({
            severity: z.string(),
            message: z.string(),
            file: z.string().optional(),
            line: z.number().optional(),
          }),
        )
        .optional(),
    })
    .optional(),
});
const fatal = z.looseObject({ error: z.string() });

/**
 * arduino-cli, driven as a program. With `--json` it prints one document at its end: results on standard output, also of a
 * compile that failed, and what kept it from trying on standard error (version 1.x).
 */
export class ArduinoCli {
  readonly #program: string;

  /** @param program its name on the path, or its file */
  constructor(program: string) {
    this.#program = program;
  }

  /** Null where there is none. */
  async version(): Promise<string | null> {
    const told = version.safeParse(await this.#look("version"));
    return told.success ? told.data.VersionString : null;
  }

  /** The version of the core that is installed for the board; null where none is. */
  async core(): Promise<string | null> {
    const told = cores.safeParse(await this.#look("core", "list"));
    return told.data?.platforms?.find(({ id }) => id === CORE)?.installed_version || null;
  }

  /**
   * Compiles a sketch; what it makes stands in `outputFolder` after.
   * @throws ProblemError image.noArduino; image.compileFailed with the compiler's first error; job.cancelled
   */
  async compile(
    sketchFolder: string,
    librariesFolder: string,
    outputFolder: string,
    signal: AbortSignal,
  ): Promise<void> {
    const folders = ["--libraries", librariesFolder, "--output-dir", outputFolder];
    const ran = await this.#run(["compile", "-b", FQBN, ...folders, "--json", sketchFolder], COMPILE_MS, signal);
    if (signal.aborted) throw new ProblemError("job.cancelled");
    if (ran === null) throw new ProblemError("image.noArduino");
    const result = compiled.safeParse(parsed(ran.stdout));
    if (result.data?.success) return;
    const failure = result.data ? firstError(result.data) : fatal.safeParse(parsed(ran.stderr)).data?.error;
    throw new ProblemError("image.compileFailed", { message: failure ?? lastLine(ran.stderr) ?? "" });
  }

  async #look(...words: string[]): Promise<unknown> {
    const ran = await this.#run([...words, "--json"], LOOK_MS);
    return parsed(ran?.stdout ?? "");
  }

  /** Null where the program cannot be started. */
  #run(args: readonly string[], limitMs: number, signal?: AbortSignal): Promise<Ran | null> {
    const { promise, resolve } = Promise.withResolvers<Ran | null>();
    const ends = signal ? [signal, AbortSignal.timeout(limitMs)] : [AbortSignal.timeout(limitMs)];
    const child = spawn(this.#program, args, {
      stdio: ["ignore", "pipe", "pipe"],
      windowsHide: true,
      signal: AbortSignal.any(ends),
      killSignal: "SIGKILL",
    });
    const said = { stdout: "", stderr: "" };
    for (const stream of ["stdout", "stderr"] as const) {
      child[stream].setEncoding("utf8").on("data", (text: string) => {
        if (said[stream].length < MOST_CHARS) said[stream] += text;
      });
    }
    let started = false;
    child.once("spawn", () => {
      started = true;
    });
    child.once("error", () => resolve(started ? said : null));
    child.once("close", () => resolve(said));
    return promise;
  }
}

interface Ran {
  readonly stdout: string;
  readonly stderr: string;
}

/** `recognition.ino:12: 'glove' was not declared in this scope` */
function firstError({ builder_result, compiler_err, error }: z.infer<typeof compiled>): string | undefined {
  const wrong = builder_result?.diagnostics?.find(({ severity }) => /error|fatal/i.test(severity));
  if (wrong) {
    const file = wrong.file?.split(/[\\/]/).at(-1);
    return file === undefined ? wrong.message : `${file}:${wrong.line ?? "?"}: ${wrong.message}`;
  }
  return compiler_err?.split("\n").find((line) => /\berror\b/i.test(line)) ?? error;
}

function lastLine(text: string): string | undefined {
  return text.trim().split("\n").at(-1);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
