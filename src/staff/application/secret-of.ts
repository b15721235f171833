const secrets = new WeakMap<object, string>();

/**
 * A command's password. It is no field of the command: what a command asks for is stored with its submission key, and a password must not be.
 * Assigning `command.password` keeps it here.
 */
export function keepSecret(command: object, password: string | undefined): void {
  if (password === undefined) secrets.delete(command);
  else secrets.set(command, password);
}

export function secretOf(command: object): string | undefined {
  return secrets.get(command);
}
