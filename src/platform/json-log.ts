import { Injectable, type LoggerService } from '@nestjs/common';

export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;
type Level = 'info' | 'warn' | 'error';

/** One JSON object a line on standard output. Fields are ids, numbers and routes; names, amounts and queries have no place here. */
@Injectable()
export class JsonLog implements LoggerService {
  /** Tests listen here, and turn the log off with LEDGERLINE_LOG=off. */
  write: (line: string) => void = (line) => {
    if (process.env.LEDGERLINE_LOG !== 'off') process.stdout.write(`${line}\n`);
  };

  info(event: string, fields: LogFields = {}): void {
    this.#line('info', event, fields);
  }

  warn(event: unknown, fields?: unknown): void {
    this.#line('warn', ...ours(event, fields));
  }

  error(event: unknown, fields?: unknown): void {
    this.#line('error', ...ours(event, fields));
  }

  /** Nest's own chatter at boot. */
  log(): void {
    // Routes and modules are listed by tests, not by the log.
  }

  #line(level: Level, event: string, fields: LogFields): void {
    this.write(JSON.stringify({ time: new Date().toISOString(), level, event, ...fields }));
  }
}

/** What Nest itself reports may carry any text, so only that it did is written down; a failing start prints its own sentence. */
function ours(event: unknown, fields: unknown): [string, LogFields] {
  if (typeof event === 'string' && typeof fields === 'object') return [event, fields as LogFields];
  return ['framework', { kind: event instanceof Error ? event.constructor.name : typeof event }];
}
