/**
 * Who may do what: the one table that the guard, the documentation and the tests read.
 * ● yes · ◐ yes, within the limit its note names · ○ no. A cell that the rules limit in a way this version cannot enforce yet is ○: deny by default.
 */
export const ROLES = {
  'front-desk': 'Front desk',
  'billing-clerk': 'Billing clerk',
  'billing-supervisor': 'Billing supervisor',
  'location-manager': 'Location manager',
  'finance-manager': 'Finance manager',
  auditor: 'Auditor',
  administrator: 'Administrator',
} as const;

export type Role = keyof typeof ROLES;

interface Row {
  /** In the order of ROLES. */
  cells: string;
  /** What the permission is called when it is refused or granted. */
  title: string;
  note?: string;
}

//                                    FD BC BS LM FM AU AD
const TABLE = {
  'patient.read':               { cells: '● ● ● ● ● ● ○', title: 'read patients' },
  'patient.edit':               { cells: '● ● ● ○ ○ ○ ○', title: 'register and edit patients and coverages', note: 'a location manager’s limited right comes with approvals' },
  'patient.grant-access':       { cells: '○ ○ ● ● ○ ○ ○', title: 'grant another location access to a patient' },
  'patient.merge':              { cells: '○ ○ ● ○ ○ ○ ○', title: 'merge duplicate patients and undo it' },
  'payer.read':                 { cells: '● ● ● ● ● ● ●', title: 'read payers' },
  'payer.edit':                 { cells: '○ ● ● ○ ○ ○ ○', title: 'add and edit payers' },
  'payer.merge':                { cells: '○ ○ ● ○ ○ ○ ○', title: 'merge payers and undo a merge' },
  'contact.read':               { cells: '○ ● ● ● ● ● ○', title: 'read what was said with payers' },
  'contact.log':                { cells: '○ ● ● ○ ○ ○ ○', title: 'log contacts with payers and close follow-ups' },
  'service.read':               { cells: '● ● ● ● ● ● ●', title: 'read services and prices' },
  'service.edit':               { cells: '○ ○ ○ ○ ● ○ ○', title: 'edit services and prices', note: 'a second person confirms once there are second persons' },
  'invoice.read':               { cells: '◐ ● ● ● ● ● ○', title: 'read invoices', note: 'front desk: at the counter, without insurers’ postings' },
  'invoice.draft':              { cells: '○ ● ● ○ ○ ○ ○', title: 'draft invoices' },
  'invoice.review':             { cells: '○ ● ● ○ ○ ○ ○', title: 'review drafts', note: 'finalizing a draft that nobody reviewed takes this right too' },
  'invoice.finalize':           { cells: '○ ● ● ○ ○ ○ ○', title: 'finalize invoices' },
  'invoice.apply-insurance':    { cells: '○ ● ● ○ ○ ○ ○', title: 'apply insurance after finalizing and transfer between parties' },
  'invoice.adjust':             { cells: '○ ● ● ○ ○ ○ ○', title: 'adjust invoices' },
  'invoice.adjust-above-limit': { cells: '○ ○ ● ○ ○ ○ ○', title: 'adjust above the clerk’s write-off limit', note: 'up to the supervisor’s limit; above it a manager approves, once there are approvals' },
  'invoice.void':               { cells: '○ ● ● ○ ○ ○ ○', title: 'void invoices' },
  'payment.read':               { cells: '◐ ● ● ● ● ● ○', title: 'read payments', note: 'front desk: at the counter, without insurers’ postings' },
  'payment.take-patient':       { cells: '● ● ● ○ ○ ○ ○', title: 'take patient payments' },
  'receipt.reprint':            { cells: '○ ● ● ○ ○ ○ ○', title: 'print a receipt again' },
  'document.issue':             { cells: '● ● ● ● ○ ○ ○', title: 'issue statements and insurance receipts' },
  'mail.read':                  { cells: '● ● ● ● ● ● ○', title: 'read what was sent by e-mail' },
  'mail.send':                  { cells: '● ● ● ● ○ ○ ○', title: 'send papers by e-mail' },
  'payment.post-insurer':       { cells: '○ ● ● ○ ○ ○ ○', title: 'post insurers’ payments', note: 'a finance manager’s import comes with remittances' },
  'payment.allocate':           { cells: '○ ● ● ○ ○ ○ ○', title: 'allocate payments' },
  'payment.use-credit':         { cells: '● ● ● ○ ○ ○ ○', title: 'use a credit on its own party’s invoices' },
  'payment.use-other-credit':   { cells: '○ ● ● ○ ○ ○ ○', title: 'use one party’s money on another party’s invoices' },
  'payment.reverse-own':        { cells: '● ● ● ○ ○ ○ ○', title: 'reverse your own posting of the same open day' },
  'payment.reverse-any':        { cells: '○ ○ ● ○ ● ○ ○', title: 'reverse any posting', note: 'a second person confirms once there are second persons' },
  'payment.override-duplicate': { cells: '○ ● ● ○ ○ ○ ○', title: 'override a duplicate and date back, with a reason' },
  'payment.deposit':            { cells: '○ ● ● ● ● ○ ○', title: 'take money to the bank and tick it off' },
  'location.settle':            { cells: '○ ○ ● ○ ● ○ ○', title: 'settle what locations owe each other', note: 'at both locations' },
  'ledger.read':                { cells: '○ ◐ ● ● ● ● ○', title: 'read journals and the trial balance', note: 'billing clerk: their own locations' },
  'day.close':                  { cells: '○ ● ● ● ● ○ ○', title: 'close a day' },
  'period.close':               { cells: '○ ○ ○ ○ ● ○ ○', title: 'close months, and open days and soft closed months again', note: 'a second person confirms reopening once there are second persons; a closed month stays closed until then' },
  'period.post-soft-closed':    { cells: '○ ○ ● ○ ● ○ ○', title: 'post into a soft closed month, with a reason' },
  'audit.read':                 { cells: '○ ○ ● ● ○ ● ○', title: 'read the audit trail', note: 'finance’s narrower view (money) comes with the auditor’s workbench' },
  'audit.own':                  { cells: '○ ● ● ● ● ● ◐', title: 'read what one did oneself in the audit trail', note: 'administrator: also what others did to users, roles and settings' },
  'audit.verify':               { cells: '○ ○ ● ○ ● ● ○', title: 'run the ledger check' },
  'settings.read':              { cells: '○ ○ ● ● ● ● ●', title: 'read settings' },
  'settings.edit':              { cells: '○ ○ ○ ● ● ○ ●', title: 'edit a location’s settings' },
  'settings.edit-organization': { cells: '○ ○ ○ ○ ● ○ ●', title: 'edit the organization’s settings and add locations' },
  'staff.read':                 { cells: '○ ○ ○ ○ ○ ● ●', title: 'read users and roles' },
  'staff.edit':                 { cells: '○ ○ ○ ○ ○ ○ ●', title: 'add users and grant roles', note: 'never to oneself' },
  'import.lists':               { cells: '○ ○ ● ○ ○ ○ ●', title: 'import lists' },
  'import.invoices':            { cells: '○ ○ ● ○ ○ ○ ○', title: 'import open invoices' },
  'worklist.work':              { cells: '○ ● ● ● ● ○ ○', title: 'take up, date and finish items of worklists' },
  'home.read':                  { cells: '● ● ● ● ● ● ○', title: 'see the start page with its sums' },
  'search.read':                { cells: '● ● ● ● ● ● ●', title: 'search what one may read' },
  'session.own':                { cells: '● ● ● ● ● ● ●', title: 'switch the location and sign out' },
} satisfies Record<string, Row>;

/** Rights that ASSURANCE limits for a role in a way that cannot be enforced yet: a copy of the role does not get them either. */
const DENIED_UNTIL_LIMITED: readonly (readonly [Permission, Role])[] = [
  ['patient.edit', 'location-manager'], ['service.edit', 'billing-supervisor'], ['payment.post-insurer', 'finance-manager'],
  ['payment.allocate', 'finance-manager'], ['payment.reverse-any', 'billing-clerk'], ['day.close', 'front-desk'], ['audit.read', 'billing-clerk'],
  ['audit.read', 'finance-manager'], ['settings.edit', 'billing-supervisor'], ['settings.edit-organization', 'billing-supervisor'],
];

/** Who grants roles touches no money: the administrator's alone, and of its copies. */
const ADMINISTRATORS: readonly Permission[] = ['staff.edit'];

/** What everybody needs to come in and go out. */
export const EVERYBODYS: Permission = 'session.own';

export type Permission = keyof typeof TABLE;
export type Mark = '●' | '◐' | '○';

export const PERMISSIONS: Readonly<Record<Permission, Row>> = TABLE;

/** What each permission is called in sentences. */
export const RIGHT_TITLES: Readonly<Record<string, string>> = Object.fromEntries(Object.entries(PERMISSIONS).map(([permission, { title }]) => [permission, title]));

const ROLE_ORDER = Object.keys(ROLES) as Role[];

const held = new Map<string, ReadonlySet<Role>>(
  Object.entries(PERMISSIONS).map(([permission, { cells }]) => {
    const marks = cells.split(' ');
    return [permission, new Set(ROLE_ORDER.filter((_, index) => marks[index] !== '○'))];
  }),
);

export function isPermission(name: string): name is Permission {
  return held.has(name);
}

export function isRole(name: string): name is Role {
  return Object.hasOwn(ROLES, name);
}

export function markOf(permission: Permission, role: Role): Mark {
  return PERMISSIONS[permission].cells.split(' ')[ROLE_ORDER.indexOf(role)] as Mark;
}

/** Whether the role holds the permission; an unknown permission is held by nobody. */
export function holds(role: Role, permission: string): boolean {
  return held.get(permission)?.has(role) ?? false;
}

/** Roles nobody may combine: who reads everything changes nothing, and who grants roles touches no money. */
const ALONE: readonly Role[] = ['auditor', 'administrator'];

/** Whether a role copied from `base` may hold the right: copies of who stands alone only hold less. */
export function mayHold(base: Role, permission: string): boolean {
  if (!isPermission(permission)) return false;
  if (ALONE.includes(base)) return holds(base, permission);
  return !ADMINISTRATORS.includes(permission) && !DENIED_UNTIL_LIMITED.some(([denied, role]) => denied === permission && role === base);
}

/** Rights over users, roles and settings: whoever gives them to somebody else holds them. */
export function isAdministrative(permission: string): boolean {
  return /^(?:staff|settings)\.edit/.test(permission);
}

/** The first two of the roles that exclude each other. */
export function incompatible(roles: readonly Role[]): [Role, Role] | undefined {
  const different = [...new Set(roles)];
  const alone = different.find((role) => ALONE.includes(role));
  const other = different.find((role) => role !== alone);
  return alone !== undefined && other !== undefined ? [alone, other] : undefined;
}
