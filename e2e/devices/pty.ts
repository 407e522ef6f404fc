import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, rmSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** A real pseudo-terminal under a path of our choice. Its other end is this object. Needs `socat`. */
export class Pty {
  readonly link: string;
  readonly #socat: ChildProcess;

  private constructor(link: string, socat: ChildProcess) {
    this.link = link;
    this.#socat = socat;
    socat.stdin?.on("error", () => {}); // writing to a pty that just vanished
  }

  /** @throws Error where socat is missing or the path cannot be made within 5 s */
  static async open(link: string, onBytes: (bytes: Uint8Array) => void): Promise<Pty> {
    // 64 kB: a smaller buffer limits the rate of a fast glove, not its correctness.
    const socat = spawn("socat", ["-b", "65536", `PTY,link=${link},rawer`, "STDIO"], {
      stdio: ["pipe", "pipe", "ignore"],
    });
    const failed = once(socat, "error").then(([error]) => {
      throw error;
    });
    socat.stdout.on("data", onBytes);
    const made = async () => {
      for (let waitedMs = 0; !existsSync(link); waitedMs += 10) {
        if (waitedMs > 5000 || socat.exitCode !== null) throw new Error(`no pseudo-terminal at ${link}`);
        await sleep(10);
      }
    };
    await Promise.race([made(), failed]);
    failed.catch(() => {});
    return new Pty(link, socat);
  }

  get gone(): boolean {
    return this.#socat.exitCode !== null || this.#socat.signalCode !== null;
  }

  /** Resolves when the terminal has taken the bytes, or is gone. */
  write(bytes: Uint8Array): Promise<void> {
    if (this.gone) return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        this.#socat.off("exit", done);
        resolve();
      };
      this.#socat.once("exit", done);
      this.#socat.stdin?.write(bytes, done);
    });
  }

  /** As if the plug was pulled: the path goes, and whoever has it open reads an end. */
  async vanish(): Promise<void> {
    if (this.gone) return;
    const exit = once(this.#socat, "exit");
    this.#socat.kill("SIGKILL");
    await exit;
    // Killed, it could not take its link away.
    rmSync(this.link, { force: true });
  }
}
