import { Conflict, DomainError } from '../../shared/domain-error.js';

export class LeftTheList extends Conflict {
  constructor() {
    super('left-the-list', 'This is no longer on the worklist: what it waited for has happened. Nothing was changed; go back to the list.');
  }
}

export class DoneAlready extends Conflict {
  constructor() {
    super('done-already', 'A colleague has marked this as done. Go back to the list.');
  }
}

export class EmptiesItself extends DomainError {
  constructor() {
    super('empties-itself', 'This leaves the list by itself when the money moves: post the payment, adjustment or transfer it waits for.');
  }
}

export class OwnerNotHere extends DomainError {
  constructor() {
    super('owner-not-here', 'Choose somebody who works on insurance money at this location.', ['ownerId']);
  }
}
