/** Where a template failed. Nunjucks's own complaints name only parts of the template; any other message may carry a value and is left out. */
export class ViewFailed extends Error {
  readonly view: string;
  readonly place: string;

  constructor(view: string, cause: unknown) {
    const text = cause instanceof Error ? cause.message : '';
    super(`views/${view}.njk failed`, { cause });
    this.view = view;
    this.place = [...placesIn(text), ...complaintsIn(text)].join(' · ');
  }
}

function placesIn(text: string): string[] {
  return [...text.matchAll(/\(([^()\s]+\.njk)\)(?: \[Line (\d+), Column (\d+)\])?/g)].map(([, file = '', line]) => {
    const name = file.replace(/^.*\/views\//, '');
    return line === undefined ? name : `${name}:${line}`;
  });
}

const COMPLAINTS = [
  /attempted to output null or undefined value/,
  /(?:template|filter|test) not found: [\w./-]+/,
  /Unable to call `[\w.[\]"'-]+`, which is undefined or falsey/,
  /cannot import '[\w-]+'/,
  /is not among the assets/,
  /(?:expected|unexpected|unknown block|parseAggregate|parseSignature)[\w :,]*/,
];

function complaintsIn(text: string): string[] {
  return COMPLAINTS.map((complaint) => complaint.exec(text)?.[0]).filter((found) => found !== undefined);
}
