type Kind = 'new' | 'old';

const secrets: Record<Kind, WeakMap<object, string>> = { new: new WeakMap(), old: new WeakMap() };

/**
 * A command's password. It is no field of the command: what a command asks for is stored with its submission key, and a password must not be.
 * Assigning `command.password` keeps it here.
 */
export function keepSecret(command: object, password: string | undefined, kind: Kind = 'new'): void {
  if (password === undefined) secrets[kind].delete(command);
  else secrets[kind].set(command, password);
}

export function secretOf(command: object, kind: Kind = 'new'): string | undefined {
  return secrets[kind].get(command);
}
