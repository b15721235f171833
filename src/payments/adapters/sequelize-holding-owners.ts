import { Injectable } from '@nestjs/common';
import { Reader } from '../../platform/database/reader.js';
import { holdersAt } from '../../staff/index.js';
import { HoldingOwners } from '../domain/holding-owners.js';
import { TAKE } from './payment-words.js';

@Injectable()
export class SequelizeHoldingOwners extends HoldingOwners {
  constructor(private readonly reader: Reader) {
    super();
  }

  async at(locationId: string): Promise<{ staffId: string; name: string }[]> {
    const holders = await this.reader.all<{ id: string; name: string }>(holdersAt(TAKE, locationId));
    return holders.map(({ id, name }) => ({ staffId: id, name }));
  }
}
