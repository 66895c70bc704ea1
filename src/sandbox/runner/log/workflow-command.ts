// The commands that a step writes to its output: `::error file=a.js,line=3::message`.
// https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands

export type WorkflowCommand = { name: string; properties: Record<string, string>; value: string };

const form = /^\s*::([A-Za-z-]+)(?:\s+(.*?))?::(.*)$/;

/** Undefined for a line that is no command. */
export function parseWorkflowCommand(line: string): WorkflowCommand | undefined {
  const match = form.exec(line);
  if (!match) return undefined;
  const [, name = '', list = '', value = ''] = match;
  const properties: Record<string, string> = {};
  for (const pair of list.split(',')) {
    const at = pair.indexOf('=');
    if (at > 0) properties[pair.slice(0, at).trim()] = unescapeProperty(pair.slice(at + 1));
  }
  return { name: name.toLowerCase(), properties, value: unescapeValue(value) };
}

function unescapeValue(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}

function unescapeProperty(text: string): string {
  const value = text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%3A', ':').replaceAll('%2C', ',');
  return value.replaceAll('%25', '%');
}
