import { Conflict, DomainError } from '../../shared/domain-error.js';

export class NoFileChosen extends DomainError {
  constructor() {
    super('no-file', 'Choose the scan first: a PDF, PNG, JPEG or TIFF file.', ['file']);
  }
}

export class NotAScan extends DomainError {
  constructor() {
    super('not-a-scan', 'This is no whole PDF, PNG, JPEG or TIFF file, whatever its name says. Scan the paper again, or save it as PDF.', ['file']);
  }
}

export class AttachedAlready extends Conflict {
  constructor() {
    super('attached-already', 'The very same file is attached here already.', ['file']);
  }
}

export class RemovedAlready extends Conflict {
  constructor() {
    super('removed-already', 'A colleague has taken this scan off meanwhile.');
  }
}

/** Stored under its hash, and no longer there. */
export class ScanGone extends DomainError {
  constructor() {
    super('scan-gone', 'The file of this scan is missing from the scans folder. Whoever runs Ledgerline restores it from the backup of DATA_DIR.');
  }
}

export class ScanAltered extends DomainError {
  constructor() {
    super('scan-altered', 'The file of this scan is not what was attached: its hash differs. Nothing of it is shown. Whoever runs Ledgerline restores it from the backup of DATA_DIR.');
  }
}
