export { LiveTraces, type LiveTracesProps } from "./LiveTraces.tsx";
