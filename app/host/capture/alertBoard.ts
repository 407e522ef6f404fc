import type { Alert } from "#domain/alerts.ts";

/**
 * The alerts that hold now. Each part of the host owns a group and sets it whole, again and again; what is no longer in
 * it has ended. So an alert goes away by itself with its cause.
 */
export class AlertBoard {
  readonly #groups = new Map<string, readonly Alert[]>();
  readonly #onChange: (alerts: Alert[]) => void;
  #told = "[]";

  constructor(onChange: (alerts: Alert[]) => void) {
    this.#onChange = onChange;
  }

  /** Most severe first. */
  list(): Alert[] {
    const rank = { danger: 0, warning: 1, info: 2 };
    return [...this.#groups.values()].flat().sort((a, b) => rank[a.severity] - rank[b.severity]);
  }

  set(group: string, alerts: readonly Alert[]): void {
    if (alerts.length === 0) this.#groups.delete(group);
    else this.#groups.set(group, alerts);
    const list = this.list();
    const text = JSON.stringify(list);
    if (text === this.#told) return;
    this.#told = text;
    this.#onChange(list);
  }
}
