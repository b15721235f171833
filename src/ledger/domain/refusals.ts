import { DomainError } from '../../shared/domain-error.js';

export class SpanBackwards extends DomainError {
  constructor() {
    super('span-backwards', 'The first day lies after the last. Change one of them.', ['from']);
  }
}
