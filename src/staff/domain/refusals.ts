import { DomainError, Forbidden } from '../../shared/domain-error.js';

export class UserNameUnusable extends DomainError {
  constructor() {
    super('user-name', 'A user name has 2 to 60 letters, digits, dots or dashes and begins with a letter, for example bea.clark.', ['userName']);
  }
}

export class UserNameTaken extends DomainError {
  constructor(userName: string) {
    super('user-name-taken', `There is already a user ${userName}; choose another name.`, ['userName']);
  }
}

export class RoleUnknown extends DomainError {
  constructor(role: string) {
    super('role-unknown', `“${role.slice(0, 30)}” is not a role; choose one of the list.`, ['role']);
  }
}

export class RoleRetired extends DomainError {
  constructor(name: string) {
    super('role-retired', `The role ${name} is retired: it is neither granted nor changed. Take it up again first, or choose another.`, ['role']);
  }
}

export class RoleNameTaken extends DomainError {
  constructor(name: string) {
    super('role-name-taken', `There is already a role ${name}; choose another name.`, ['name']);
  }
}

export class NoRights extends DomainError {
  constructor() {
    super('no-rights', 'A role needs at least one right besides signing in. Tick what it may do.', ['rights']);
  }
}

export class RightNotForRole extends DomainError {
  constructor(right: string, base: string) {
    super('right-not-for-role', `A copy of ${base} cannot hold “${right}”. Take that tick away, or copy another role.`, ['rights']);
  }
}

export class RightNotHeld extends Forbidden {
  constructor(right: string) {
    super(`You do not hold “${right}” there yourself, so you cannot give it to somebody else. Ask an administrator who does.`);
  }
}

export class RoleInUse extends DomainError {
  constructor(name: string, people: number) {
    super('role-in-use', `${people === 1 ? 'One person still has' : `${people} people still have`} the role ${name}. Take it away from them first.`);
  }
}

export class OwnRole extends DomainError {
  constructor() {
    super('own-role', 'You have this role yourself, so you cannot change it. Ask another administrator.');
  }

  override get isOnRecord(): boolean {
    return true;
  }
}

export class LastAdministrator extends DomainError {
  constructor() {
    super('last-administrator', 'This is the last administrator of all locations; without one nobody could add users any more. Make somebody else one first.');
  }

  override get isOnRecord(): boolean {
    return true;
  }
}

export class RolesExclude extends DomainError {
  constructor(one: string, other: string) {
    super('roles-exclude', `Nobody may be ${one} and ${other} at once. Take the other role away first.`, ['role']);
  }

  override get isOnRecord(): boolean {
    return true;
  }
}

export class AlreadyGranted extends DomainError {
  constructor() {
    super('already-granted', 'This person already has that role there.', ['role']);
  }
}

export class NotGranted extends DomainError {
  constructor() {
    super('not-granted', 'This person does not have that role there.', ['role']);
  }
}

export class OwnRoles extends DomainError {
  constructor() {
    super('own-roles', 'You cannot change your own roles. Ask another administrator.');
  }

  override get isOnRecord(): boolean {
    return true;
  }
}

export class PasswordLength extends DomainError {
  constructor(length: number) {
    super('password-length', `A password has 12 to 128 characters; this has ${length}. A short sentence is a good one.`, ['password']);
  }
}

export class PasswordCommon extends DomainError {
  constructor() {
    super('password-common', 'This password is among the first that anybody tries. Choose another, for example four words that do not belong together.', ['password']);
  }
}

/** Unknown user, wrong password and disabled user read alike. */
export class SignInRefused extends DomainError {
  constructor() {
    super('sign-in', 'User name and password do not match. Type both again.', ['userName', 'password']);
  }
}

export class SignInTooSoon extends DomainError {
  constructor(seconds: number) {
    super('sign-in-too-soon', `Too many tries. Wait ${seconds === 1 ? '1 second' : `${seconds} seconds`}, then type user name and password again.`, ['password']);
  }
}

export class NowhereToWork extends DomainError {
  constructor() {
    super('no-role', 'Your account has no role at any location yet. Ask an administrator.');
  }
}

export class OwnPassword extends DomainError {
  constructor() {
    super('own-password', 'Your own password is changed on your account page, where the old one is asked for.', ['password']);
  }
}

export class OldPasswordWrong extends DomainError {
  constructor() {
    super('old-password', 'This is not your present password. Type it again.', ['oldPassword']);
  }
}

export class SamePassword extends DomainError {
  constructor() {
    super('same-password', 'This is the password you have. Choose another.', ['password']);
  }
}
