import { type KeyboardEvent, useEffect, useRef } from "react";
import type { CaptureSummary } from "#domain/captures.ts";
import { useApp } from "../../app/app.ts";
import { text } from "../../ui/text.ts";
import styles from "./Captures.module.css";

/** The name of a capture while it is typed: Enter or leaving takes it, Escape does not. */
export function RenameField({ capture }: { readonly capture: CaptureSummary }) {
  const { captures } = useApp();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);

  const end = (take: boolean) => {
    if (captures.store.getState().renaming !== capture.id) return;
    const name = input.current!.value.trim();
    if (take && name !== "" && name !== capture.name) void captures.rename(capture.id, name);
    else captures.startRenaming(null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.stopPropagation();
    const table = input.current!.closest<HTMLElement>('[role$="grid"]');
    end(event.key === "Enter");
    table?.focus({ preventScroll: true });
  };
  return (
    <input
      ref={input}
      className={styles.rename}
      aria-label={text("captures.newName")}
      defaultValue={capture.name}
      maxLength={200}
      spellCheck={false}
      onBlur={() => end(true)}
      onKeyDown={onKeyDown}
    />
  );
}
