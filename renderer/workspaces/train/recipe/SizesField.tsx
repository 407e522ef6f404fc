import { useState } from "react";
import { TextField } from "../../../ui/TextField.tsx";
import { text } from "../../../ui/text.ts";
import { parseSizes, sizesText } from "./sizes.ts";

interface Props {
  readonly name: "filters" | "hidden";
  readonly value: readonly number[];
  readonly most: number;
  readonly layers: number;
  /** False where there must be one at least. */
  readonly mayBeNone: boolean;
  readonly onChange: (sizes: number[]) => void;
}

/** Sizes of layers, first to last. What is typed counts as soon as it can be read. */
export function SizesField({ name, value, most, layers, mayBeNone, onChange }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  const read = (words: string) => {
    const sizes = parseSizes(words, { most, layers });
    return sizes !== null && (mayBeNone || sizes.length > 0) ? sizes : null;
  };
  const wrong = typed !== null && read(typed) === null;
  return (
    <TextField
      label={text(`train.set.${name}`)}
      value={typed ?? sizesText(value)}
      hint={text(`train.help.${name}`)}
      error={wrong ? text("train.sizes.wrong", { most, layers }) : undefined}
      onChange={(words) => {
        setTyped(words);
        const sizes = read(words);
        if (sizes !== null) onChange(sizes);
      }}
      onBlur={() => setTyped(null)}
    />
  );
}
