/** What was answered in an issue form, as the body that GitHub makes of it, or what is still missing. */
import { type Fields, textFields } from '../../layout/form-fields.ts';
import type { FormField } from './issue-template.ts';

const noAnswer = '_No response_';

/** The name of a field in the form: its id, which addresses may carry a value for, or its place. */
export function fieldName(field: FormField, index: number): string {
  return `field.${field.id ?? index}`;
}

/** Labels of required fields without an answer. */
export function missingAnswers(fields: readonly FormField[], given: Fields): string[] {
  return fields.flatMap((field, index) => {
    if (field.type === 'markdown') return [];
    const answers = textFields(given, fieldName(field, index)).filter((answer) => answer.trim() !== '');
    if (field.type === 'checkboxes') {
      const { options } = field.attributes;
      return options.filter(({ label, required }) => required && !answers.includes(label)).map(({ label }) => label);
    }
    return field.validations.required && answers.length === 0 ? [field.attributes.label] : [];
  });
}

/** A heading for each question, with the answer below it. */
export function bodyOf(fields: readonly FormField[], given: Fields): string {
  const sections = fields.flatMap((field, index) => {
    if (field.type === 'markdown') return [];
    const answers = textFields(given, fieldName(field, index)).map((answer) => answer.replaceAll('\r\n', '\n').trim());
    return [
      `### ${field.attributes.label}\n\n${answerOf(
        field,
        answers.filter((answer) => answer !== ''),
      )}`,
    ];
  });
  return sections.join('\n\n');
}

function answerOf(field: Exclude<FormField, { type: 'markdown' }>, answers: readonly string[]): string {
  switch (field.type) {
    case 'checkboxes':
      return field.attributes.options
        .map(({ label }) => `- [${answers.includes(label) ? 'x' : ' '}] ${label}`)
        .join('\n');
    case 'textarea': {
      const { render } = field.attributes;
      if (render === undefined || answers.length === 0) return answers[0] ?? noAnswer;
      return `\`\`\`${render}\n${answers[0]}\n\`\`\``;
    }
    case 'dropdown': {
      const known = answers.filter((answer) => field.attributes.options.includes(answer));
      return known.length === 0 ? noAnswer : known.join(', ');
    }
    case 'input':
      return answers[0] ?? noAnswer;
    default:
      return field satisfies never;
  }
}
