import { createHash } from 'node:crypto';
import { canonicalJson } from './audit-trail.js';

export interface ActInfo {
  /** Kebab case of the class name, for example `record-insurance-payment`. */
  name: string;
  /** What the audit trail calls it. */
  title: string;
  /** A permission of the staff table, or `system`: only the product itself. */
  needs: string;
}

export type CommandClass = abstract new (...args: never[]) => object;

const acts = new Map<object, ActInfo>();

/** Every command says what it is called and who may do it; without it `Commands` refuses to run it. */
export function Act(info: { title: string; needs: string }): ClassDecorator {
  return (target) => {
    acts.set(target, { name: kebab((target as unknown as { name: string }).name), ...info });
  };
}

export function actOf(command: object): ActInfo {
  const info = acts.get(command.constructor);
  if (!info) throw new Error(`${command.constructor.name} has no @Act.`);
  return info;
}

/** All commands by name, for the control socket, documentation and the permission check at boot. */
export function allActs(): ReadonlyMap<string, { command: CommandClass; info: ActInfo }> {
  return new Map([...acts].map(([command, info]) => [info.name, { command: command as CommandClass, info }]));
}

function kebab(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
}

/** What a command asks for, as canonical bytes: the same content under the same key is the same request. */
export function contentOf(command: object): { bytes: Buffer; hash: string } {
  const bytes = Buffer.from(canonicalJson({ ...command }), 'utf8');
  return { bytes, hash: createHash('sha256').update(bytes).digest('hex') };
}
