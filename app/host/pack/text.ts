/** Every identifier ends in it, so that none can be a keyword, a macro of a board or a name of the C library. */
const ENDING = "_pack";
const MOST_LETTERS = 40;

/**
 * Namespace, folder and header of a pack: letters a to z, digits and underscores, from any name. Two names may give the same
 * one; the headers then refuse to be in one program.
 */
export function identifierOf(name: string): string {
  const words = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^[_0-9]+/, "")
    .slice(0, MOST_LETTERS)
    .replace(/_+$/, "");
  return `${words === "" ? "model" : words.replace(/_pack$/, "")}${ENDING}`;
}

/** Any text as a C string: everything beyond plain ASCII as octal bytes of UTF-8, which no letter behind can lengthen. */
export function cString(text: string): string {
  let out = "";
  for (const byte of new TextEncoder().encode(text)) {
    const letter = String.fromCharCode(byte);
    // A question mark could begin a trigraph.
    if (letter === '"' || letter === "\\" || letter === "?") out += `\\${letter}`;
    else if (byte >= 0x20 && byte < 0x7f) out += letter;
    else out += `\\${byte.toString(8).padStart(3, "0")}`;
  }
  return `"${out}"`;
}

/**
 * Text for people inside a comment: no end of the comment, no line end, no backslash, no trigraph, and none of the signs that
 * turn the direction of what follows. Their place is told by a dot.
 */
export function commentText(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\p{L}\p{M}\p{N}\p{Extended_Pictographic} .,:;()+=%'"!&<>|_-]/gu, "·")
    .replace(/[\p{Bidi_Control}]/gu, "·");
}

/** Lines of a list, as many entries a line as fit. */
export function wrapped(entries: readonly string[], indent: string, width = 118): string[] {
  const lines: string[] = [];
  let line = indent;
  for (const entry of entries) {
    if (line.length + entry.length + 1 > width && line !== indent) {
      lines.push(line.trimEnd());
      line = indent;
    }
    line += `${entry} `;
  }
  if (line !== indent) lines.push(line.trimEnd());
  return lines;
}

/** 12345 as 12,345. */
export function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ",");
}
