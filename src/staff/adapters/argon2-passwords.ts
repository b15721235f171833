import { Injectable } from '@nestjs/common';
import { Algorithm, hash, verify } from '@node-rs/argon2';
import { newId } from '../../platform/ids.js';
import { Passwords } from '../domain/passwords.js';

const SETTINGS = { algorithm: Algorithm.Argon2id, memoryCost: 64 * 1024, timeCost: 3, parallelism: 1 };
/** Each takes 64 MiB: more at once would let strangers fill the memory. */
const MOST_AT_ONCE = 2;

@Injectable()
export class Argon2Passwords extends Passwords {
  #running = 0;
  readonly #waiting: (() => void)[] = [];
  #nobodys: Promise<string> | undefined;

  override hash(password: string): Promise<string> {
    return this.#inTurn(() => hash(password, SETTINGS));
  }

  override async matches(password: string, passwordHash: string | undefined): Promise<boolean> {
    this.#nobodys ??= this.hash(newId());
    const compared = passwordHash ?? (await this.#nobodys);
    const matches = await this.#inTurn(() => verify(compared, password));
    return matches && passwordHash !== undefined;
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running >= MOST_AT_ONCE) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#running += 1;
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running -= 1;
    }
  }
}
