/** Puts the focus on the tab that is shown beside the timeline. */
export function focusSide(): void {
  document.querySelector<HTMLElement>('aside [role="tab"][aria-selected="true"]')?.focus();
}
