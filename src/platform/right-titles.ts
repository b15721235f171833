const titles = new Map<string, string>();

/** What permissions are called in sentences; the module that lists them says so. */
export function nameRights(named: Readonly<Record<string, string>>): void {
  for (const [permission, title] of Object.entries(named)) titles.set(permission, title);
}

/** `payment.post-insurer` → `post insurers’ payments` */
export function titleOfRight(permission: string): string {
  return titles.get(permission) ?? permission;
}
