/** A job's log as lines and groups: times apart, GitHub's marks read, terminal colours taken out. */

export interface LogLine {
  /** Counted from 1 over the whole log. */
  readonly number: number;
  /** ISO 8601; empty when the line has none. */
  readonly time: string;
  readonly text: string;
  readonly mark: 'error' | 'warning' | 'notice' | 'command' | undefined;
}

export type LogPart = LogLine | { readonly title: LogLine; readonly lines: readonly LogLine[] };

/** Groups do not nest, as on GitHub; one that is never ended ends with the log. */
export function logParts(log: string): LogPart[] {
  const parts: LogPart[] = [];
  let group: { title: LogLine; lines: LogLine[] } | undefined;
  const rows = log === '' ? [] : log.replace(/\n$/, '').split('\n');
  for (const [index, row] of rows.entries()) {
    const line = readLine(row, index + 1);
    const opening = /^##\[group\](.*)$/.exec(line.text);
    if (opening) {
      group = { title: { ...line, text: opening[1] ?? '' }, lines: [] };
      parts.push(group);
    } else if (line.text === '##[endgroup]') group = undefined;
    else if (group) group.lines.push(line);
    else parts.push(line);
  }
  return parts;
}

function readLine(row: string, number: number): LogLine {
  const timed = /^(\d{4}-\d\d-\d\dT[\d:.]+Z) ?([\s\S]*)$/.exec(row);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is how terminal colours begin
  const text = (timed?.[2] ?? row).replace(/\u001b\[[0-9;]*[A-Za-z]/g, '');
  const marked = /^##\[(error|warning|notice|command)\](.*)$/.exec(text);
  return {
    number,
    time: timed?.[1] ?? '',
    text: marked?.[2] ?? text,
    mark: marked?.[1] as LogLine['mark'],
  };
}
