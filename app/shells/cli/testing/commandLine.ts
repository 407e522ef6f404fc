import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStudio } from "../../common/studio.ts";
import { runCli } from "../program.ts";

export interface ProblemJson {
  readonly problem: string;
  readonly message: string;
  readonly next: string;
}

/** The command line on folders of its own, with the real host. Each command opens the studio anew. */
export class CommandLine {
  readonly folder: string;
  /** What every command is given besides its own words. */
  readonly #always: readonly string[];
  /** What the last command printed, line by line. */
  out: string[] = [];
  err: string[] = [];
  /** Ctrl+C of the commands that run from now on. */
  interrupt = new AbortController();
  /** Hears each progress line. */
  onProgress: (line: string | null) => void = () => {};

  private constructor(folder: string, always: readonly string[]) {
    this.folder = folder;
    this.#always = always;
  }

  /** @param always words that end every command, given the folder: which project, say */
  static async open(always: (folder: string) => readonly string[] = () => []): Promise<CommandLine> {
    const folder = await mkdtemp(join(tmpdir(), "ringside-cli-"));
    return new CommandLine(folder, always(folder));
  }

  /** The exit code. */
  run(...args: string[]): Promise<number> {
    this.out = [];
    this.err = [];
    return runCli([...args, ...this.#always], {
      openHost: () => openStudio({ data: join(this.folder, "data"), projects: join(this.folder, "projects") }),
      terminal: {
        out: (line) => this.out.push(line),
        err: (line) => this.err.push(line),
        progress: (line) => this.onProgress(line),
      },
      signal: this.interrupt.signal,
      serve: async () => {},
    });
  }

  /** The answer of a command that goes well; throws what it said where it does not. */
  async json<T>(...args: string[]): Promise<T> {
    return this.#answer<T>(0, args);
  }

  /** What a command says that ends with a problem; throws where it goes well. */
  problem(...args: string[]): Promise<ProblemJson> {
    return this.#answer(1, args);
  }

  async close(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }

  async #answer<T>(expected: number, args: string[]): Promise<T> {
    const code = await this.run(...args, "--json");
    const said = this.out.join("\n");
    if (code !== expected) throw new Error(`exit code ${code} of ${args.join(" ")}, not ${expected}: ${said}`);
    return JSON.parse(said) as T;
  }
}
