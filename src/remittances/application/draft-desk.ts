import { Injectable } from '@nestjs/common';
import { currentActor } from '../../platform/actor.js';
import { UnitOfWork } from '../../platform/unit-of-work.js';
import { NotFound } from '../../shared/domain-error.js';
import type { Hand, RemittanceDraft } from '../domain/remittance-draft.js';
import { RemittanceDrafts } from '../domain/remittance-drafts.js';

export const POST = 'payment.post-insurer';

interface Ref {
  draftId: string;
  locationId: string;
}

/** Opens a draft for whatever is done to it or its rows: locked first, so that nothing is typed into one that is being posted. */
@Injectable()
export class DraftDesk {
  constructor(
    private readonly drafts: RemittanceDrafts,
    private readonly unit: UnitOfWork,
  ) {}

  get hand(): Hand {
    const { id, name } = currentActor();
    return { by: id, name, at: this.unit.now };
  }

  async open({ draftId, locationId }: Ref): Promise<RemittanceDraft> {
    return checked(await this.drafts.one(draftId), locationId);
  }

  /** For its rows: several clerks at once. */
  async enter({ draftId, locationId }: Ref): Promise<RemittanceDraft> {
    return checked(await this.drafts.held(draftId), locationId);
  }
}

function checked(draft: RemittanceDraft, locationId: string): RemittanceDraft {
  if (draft.locationId !== locationId) throw new NotFound();
  draft.mustBeOpen();
  return draft;
}
