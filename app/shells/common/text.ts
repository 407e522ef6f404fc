export { type ProblemText, problemText, type TextValues, text } from "#host/text.ts";
