import { useEffect, useRef } from "react";
import type { CaptureSummary } from "#domain/captures.ts";
import { useApp } from "../../app/app.ts";
import { text } from "../../ui/text.ts";
import styles from "./Captures.module.css";

/** The name of a capture while it is typed: Enter or leaving takes it, Escape does not. */
export function RenameField({ capture }: { readonly capture: CaptureSummary }) {
  const { captures } = useApp();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const field = input.current!;
    const row = field.closest<HTMLElement>('[role="row"]');
    field.focus();
    field.select();
    const end = () => {
      captures.startRenaming(null);
      row?.focus();
    };
    // The table moves its focus with arrows and letters before React tells anybody else, so keys are taken here first.
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.target !== field) return;
      event.stopPropagation();
      if (event.key === "Escape") end();
      if (event.key === "Enter") {
        const name = field.value.trim();
        if (name !== "" && name !== capture.name) void captures.rename(capture.id, name);
        end();
      }
    };
    window.addEventListener("keydown", onKeyDown, true);
    return () => window.removeEventListener("keydown", onKeyDown, true);
  }, [captures, capture.id, capture.name]);

  const leave = () => {
    const name = input.current!.value.trim();
    if (captures.store.getState().renaming !== capture.id) return;
    if (name === "" || name === capture.name) captures.startRenaming(null);
    else void captures.rename(capture.id, name);
  };
  const mine = (event: { stopPropagation(): void }) => event.stopPropagation();
  return (
    <input
      ref={input}
      className={styles.rename}
      aria-label={text("captures.newName")}
      defaultValue={capture.name}
      maxLength={200}
      spellCheck={false}
      onBlur={leave}
      onPointerDown={mine}
      onMouseDown={mine}
      onClick={mine}
      onDoubleClick={mine}
    />
  );
}
