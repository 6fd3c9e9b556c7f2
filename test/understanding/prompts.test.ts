import { demoReader, zone } from '../../bench/understanding/reader.js';
import { exampleFaults, loadPrompt } from '../../src/understanding/prompts.js';

const reader = demoReader();

describe.each(['read-complaint', 'read-visit'])('prompts/%s.md', (name) => {
  const prompt = loadPrompt(name);

  test('says what it is for and uses its variables', () => {
    expect(prompt.purpose).not.toBe('');
    for (const variable of Object.keys(prompt.variables)) {
      if (variable !== 'speaker') expect(prompt.body).toContain(`{{${variable}}}`);
    }
  });

  test.each(prompt.examples.map((example) => [example.message, example] as const))('%s', (_, example) => {
    expect(exampleFaults(example, reader, zone)).toEqual([]);
  });
});
