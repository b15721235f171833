import { Injectable, type LoggerService } from '@nestjs/common';

export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;
type Level = 'info' | 'warn' | 'error';

/** One JSON object a line on stdout. Fields are ids, numbers and routes; names, amounts and queries have no place here. */
@Injectable()
export class JsonLog implements LoggerService {
  /** Tests listen here. */
  write: (line: string) => void = (line) => void process.stdout.write(`${line}\n`);

  info(event: string, fields: LogFields = {}): void {
    this.#line('info', event, fields);
  }

  warn(event: string, fields: LogFields | string = {}): void {
    this.#line('warn', event, typeof fields === 'string' ? { from: fields } : fields);
  }

  error(event: string, fields: LogFields | string = {}): void {
    this.#line('error', event, typeof fields === 'string' ? {} : fields);
  }

  /** Nest's own chatter at boot. */
  log(): void {
    // Routes and modules are listed by tests, not by the log.
  }

  #line(level: Level, event: string, fields: LogFields): void {
    this.write(JSON.stringify({ time: new Date().toISOString(), level, event, ...fields }));
  }
}
