/** Where the command line speaks: results to stdout, progress to stderr; with `--json` stdout carries one document and nothing else. */
export class Output {
  constructor(
    readonly isJson: boolean,
    private readonly stdout: (text: string) => void = (text) => void process.stdout.write(text),
    private readonly stderr: (text: string) => void = (text) => void process.stderr.write(text),
  ) {}

  line(text: string): void {
    if (!this.isJson) this.stdout(`${text}\n`);
  }

  progress(text: string): void {
    this.stderr(`${text}\n`);
  }

  /** @param sentence what went wrong, for people; the document says it to programs */
  failure(sentence: string, document: object): void {
    if (this.isJson) this.document(document);
    else this.stderr(`${sentence}\n`);
  }

  document(document: object): void {
    if (this.isJson) this.stdout(`${JSON.stringify(document)}\n`);
  }
}
