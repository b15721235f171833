import { stdin, stderr } from 'node:process';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { type Call, textOption } from './cli-command.js';
import { UsageError } from './failures.js';

/** What a command needs to know: from its flags, or asked for when somebody sits at the keyboard. */
export class Answers {
  readonly #missing: string[] = [];

  constructor(
    private readonly call: Call,
    private readonly isInteractive = stdin.isTTY === true,
  ) {}

  given(flag: string): string | undefined {
    return textOption(this.call, flag);
  }

  async text(flag: string, question: string): Promise<string> {
    const typed = this.given(flag) ?? (this.isInteractive ? (await ask(`${question}: `, true)).trim() : '');
    if (typed === '') this.#missing.push(`--${flag}`);
    return typed;
  }

  /** Says all that is missing at once. */
  refuseMissing(): void {
    if (this.#missing.length > 0) throw new UsageError(`Missing: ${this.#missing.join(', ')}. Add ${this.#missing.length === 1 ? 'it' : 'them'}, or run this at a keyboard to be asked.`);
  }

  async secret(variable: string, question: string): Promise<string> {
    const given = this.call.env[variable];
    if (given !== undefined && given !== '') return given;
    if (this.isInteractive) return ask(`${question}: `, false);
    const [line = ''] = (await everything()).split(/\r?\n/);
    if (line === '') throw new UsageError(`The password is missing: set ${variable}, or send it as the first line of stdin.`);
    return line;
  }
}

async function ask(question: string, isShown: boolean): Promise<string> {
  stderr.write(question);
  const output = isShown ? stderr : new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: stdin, output, terminal: true });
  const answer = await lines.question('');
  lines.close();
  if (!isShown) stderr.write('\n');
  return answer;
}

async function everything(): Promise<string> {
  let text = '';
  for await (const chunk of stdin) text += String(chunk);
  return text;
}
