import type { PartyKind, ShareState } from './invoice-state.js';

/** One share; or a party on all its lines, or on one of them. */
export interface AdjustmentTarget {
  shareId?: string | undefined;
  partyKey?: string | undefined;
  lineId?: string | undefined;
}

export function isTargeted({ id, partyKey, lineId }: ShareState, target: AdjustmentTarget): boolean {
  return target.shareId ? id === target.shareId : partyKey === target.partyKey && (!target.lineId || lineId === target.lineId);
}

/** Whose part moves: one party's, on all its lines or on one of them. */
export interface TransferSource {
  partyKind?: PartyKind | undefined;
  partyKey?: string | undefined;
  lineId?: string | undefined;
}

/** Why an amount moves. */
export interface MoveReason {
  reasonCode: string;
  reason: string;
}
