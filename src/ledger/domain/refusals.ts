import { DomainError } from '../../shared/domain-error.js';

export class SpanBackwards extends DomainError {
  constructor() {
    super('span-backwards', 'The first day lies after the last. Change one of them.', ['from']);
  }
}

export class CheckRunsAlready extends DomainError {
  constructor() {
    super('check-runs-already', 'A ledger check is running already. Its progress is on this page.');
  }
}
