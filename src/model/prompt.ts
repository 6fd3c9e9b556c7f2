import type { Prompt } from '../understanding/prompts.js';

export interface Rendered {
  system: string;
  user: string;
  /** `answer-question@1`, for the audit and for caches. */
  label: string;
}

export const labelOf = ({ name, version }: Prompt): string => `${name}@${version}`;

/** Fills a prompt and parts it at its line `# User`. A variable that is missing, or that the prompt does not know, is a fault of the program. */
export function render(prompt: Prompt, values: Readonly<Record<string, string>>): Rendered {
  const wrong = [
    ...Object.keys(prompt.variables).filter((name) => !Object.hasOwn(values, name)),
    ...Object.keys(values).filter((name) => !Object.hasOwn(prompt.variables, name)),
  ];
  if (wrong.length > 0) throw new Error(`prompts/${prompt.name}.md: ${wrong.join(', ')} given or wanted`);
  const [system = '', user = ''] = prompt.body
    .split(/^# User$/m)
    .map((part) => part.replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '').trim());
  return { system, user, label: labelOf(prompt) };
}

/** What people wrote cannot close the tags it stands between. */
export function fenced(text: string): string {
  return text.replaceAll('<', '\uFF1C').replaceAll('>', '\uFF1E');
}
