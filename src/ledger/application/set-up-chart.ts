import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { newId } from '../../platform/ids.js';
import { Account } from '../domain/account.js';
import { Accounts } from '../domain/accounts.js';
import { CHART } from '../domain/chart.js';

/** Opens every account of the chart that is not there yet; doing it again changes nothing. */
@Act({ title: 'Set up the chart of accounts', needs: 'system' })
export class SetUpChart {}

@CommandHandler(SetUpChart)
export class SetUpChartHandler implements ICommandHandler<SetUpChart> {
  constructor(private readonly accounts: Accounts) {}

  async execute(): Promise<{ opened: number }> {
    const known = await this.accounts.codes();
    const missing = CHART.filter((line) => !known.has(line.code));
    for (const line of missing) this.accounts.add(Account.open(line, newId()));
    return { opened: missing.length };
  }
}
