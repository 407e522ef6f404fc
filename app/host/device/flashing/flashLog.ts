/** What one flash did, line by line, each with its time since the start. */
export class FlashLog {
  readonly lines: string[] = [];
  readonly #startMs = performance.now();

  readonly add = (line: string): void => {
    const seconds = (performance.now() - this.#startMs) / 1000;
    this.lines.push(`+${seconds.toFixed(3)} s  ${line}`);
  };
}
