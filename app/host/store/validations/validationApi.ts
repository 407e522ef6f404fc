import type { Validation } from "#domain/validation/results.ts";

/** A validation without its captures, for lists. */
export type ValidationHead = Omit<Validation, "captures">;

/** The part of a project that keeps validations. */
export interface ValidationStore {
  /** Newest first, without removed ones. */
  validations(): Promise<ValidationHead[]>;
  /** One that was removed is still here: undo brings it back. @throws ProblemError validation.notFound, project.damaged */
  validation(validationId: string): Promise<Validation>;
  /** No edit: nothing is lost by keeping it. */
  addValidation(validation: Validation): Promise<void>;
  /** An edit. @throws ProblemError validation.notFound */
  removeValidation(validationId: string): Promise<void>;
}
