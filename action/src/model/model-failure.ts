// Why a model gave nothing that can be used, in words that say what to do. Never with the key.
import { PhaseError } from '../job.ts';

export type ModelFailureKind =
  | 'refused'
  | 'malformed'
  | 'rate_limited'
  | 'timed_out'
  | 'unauthorized'
  | 'unavailable'
  /** The task's budget, or the limit of one use, is reached. */
  | 'limit';

export class ModelFailure extends PhaseError {
  readonly kind: ModelFailureKind;

  constructor(kind: ModelFailureKind, message: string) {
    super('model_failed', message);
    this.name = 'ModelFailure';
    this.kind = kind;
  }
}
