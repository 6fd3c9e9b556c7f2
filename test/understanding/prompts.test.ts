import { demoReader, zone } from '../../bench/understanding/reader.js';
import { exampleFaults, examplesReport, loadPrompt } from '../../src/understanding/prompts.js';
import type { ReadingContext } from '../../src/understanding/types.js';

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

describe('all prompts as cases', () => {
  test('what a reader makes of them otherwise is told by file and message', () => {
    const blind = { ...reader, read: (_: string, context: ReadingContext) => reader.read('', context) };
    const { run, failed, faults } = examplesReport(blind, zone);
    expect(failed).toBe(run);
    expect(faults[0]?.file).toBe('prompts/read-complaint.md');
    expect(faults[0]?.message).toContain('intent is unknown, not complaint');
  });

  test('the rules read them as written', () => {
    expect(examplesReport(reader, zone).faults).toEqual([]);
  });
});
