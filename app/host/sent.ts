/** The contract's types are plain mutable objects; the domain's are read-only. Both are the same values on the wire. */
type Sent<T> = T extends object ? { -readonly [K in keyof T]: Sent<T[K]> } : T;

/** Hands a domain value to the contract as it is. Nobody writes to it: it is printed or cloned next. */
export function sent<T>(value: T): Sent<T> {
  return value as Sent<T>;
}
