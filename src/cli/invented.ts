const LAST_NAMES = ['Hartwell', 'Osei', 'Lindqvist', 'Marlow', 'Okafor', 'Brandt', 'Castellano', 'Dupree', 'Ferreira', 'Gallagher', 'Haddad', 'Ibarra', 'Jansen', 'Kowalski', 'Larkin', 'Mbeki', 'Novak', 'Oduya', 'Petrov', 'Quimby'];
const FIRST_NAMES = ['Amelia', 'Ben', 'Carla', 'Dmitri', 'Elena', 'Farid', 'Grace', 'Hugo', 'Imani', 'Jonas', 'Keiko', 'Leo', 'Mira', 'Noah', 'Olive', 'Pavel', 'Quinn', 'Rosa', 'Samuel', 'Tara'];

export const PAYER_NAMES = ['Harborlight Health Plan', 'Tamarack Mutual', 'Blue River Assurance', 'Cedar Valley Benefit', 'Northgate Care'];

export const SERVICES = [
  { code: 'V20', description: 'Follow-up visit 20 min', priceCents: 12_500 },
  { code: 'V40', description: 'First visit 40 min', priceCents: 21_000 },
  { code: 'PT1', description: 'Physiotherapy 30 min', priceCents: 8_750 },
  { code: 'LAB', description: 'Blood panel', priceCents: 6_420 },
  { code: 'XR2', description: 'X-ray, two views', priceCents: 14_399 },
];

/** Made-up people and choices from a seed: the same seed, the same clinic. */
export class Invented {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** A whole number from 0 to `limit` − 1 (mulberry32). */
  below(limit: number): number {
    return Math.floor(this.#next() * limit);
  }

  chance(probability: number): boolean {
    return this.#next() < probability;
  }

  oneOf<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)]!;
  }

  person(): { lastName: string; firstName: string; birthDate: string } {
    const two = (value: number): string => String(value).padStart(2, '0');
    const birthDate = `${1935 + this.below(85)}-${two(1 + this.below(12))}-${two(1 + this.below(28))}`;
    return { lastName: this.oneOf(LAST_NAMES), firstName: this.oneOf(FIRST_NAMES), birthDate };
  }

  #next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
}
