import { Body, Controller, Param, Post } from '@nestjs/common';
import { Commands } from '../../platform/commands.js';
import { IdsField } from '../../platform/form-fields.js';
import { scopeFor } from '../../platform/scope.js';
import { Fragment, Needs, Page, Submission } from '../../platform/web/index.js';
import { DomainError } from '../../shared/domain-error.js';
import { FinalizeInvoice } from '../application/finalize-invoice.js';
import { InvoiceListQueries } from './invoice-list.queries.js';

/** More at once would keep the page busy for longer than anybody watches it. */
const MOST_AT_ONCE = 200;

export class ChosenDrafts {
  @IdsField({ label: 'Drafts', most: MOST_AT_ONCE }) draftIds!: string[];
}

/**
 * Many drafts, one command each: the page lists what was chosen and asks for one after the other, so that progress is seen,
 * a refused one says why and leaves the others alone, and whoever loads the page again repeats nothing.
 */
@Controller('invoices/bulk-finalization')
export class BulkFinalizeController {
  constructor(
    private readonly commands: Commands,
    private readonly list: InvoiceListQueries,
  ) {}

  @Post()
  @Needs('invoice.finalize')
  @Page('invoices/bulk-finalize', { title: 'Finalize drafts', nav: 'invoices' })
  async choose(@Body() { draftIds }: ChosenDrafts) {
    return { drafts: await this.list.chosen(draftIds, scopeFor('invoice.finalize')) };
  }

  @Post(':id')
  @Needs('invoice.finalize')
  @Fragment('invoices/_bulk-row')
  async finalizeOne(@Param('id') draftId: string, @Body() form: FinalizeInvoice, @Submission() submission: string) {
    const refusal = await this.#refusal(Object.assign(form, { draftId }), submission);
    const [draft] = await this.list.chosen([draftId], scopeFor('invoice.finalize'));
    return { draft, refusal: draft?.state === 'finalized' ? '' : refusal };
  }

  async #refusal(command: FinalizeInvoice, submission: string): Promise<string> {
    try {
      await this.commands.execute(command, { submission });
      return '';
    } catch (error) {
      if (error instanceof DomainError) return error.sentence;
      throw error;
    }
  }
}
