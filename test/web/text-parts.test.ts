import { expect, test } from '@jest/globals';
import { partsOf } from '../../web/text-parts.js';

const cite = (title: string) => ({ title, path: '', quote: '' });

test.each([
  ['nothing special', '好\n记下了', undefined, [], ['text:好\n记下了']],
  [
    'a line to copy in the text',
    '先发她:「王姐,对不起」\n其余照旧',
    '王姐,对不起',
    [],
    ['text:先发她:', 'quote:王姐,对不起', 'text:其余照旧'],
  ],
  ['a line to copy with quotes of its own', '发她:“他说「好」”', '他说「好」', [], ['text:发她:', 'quote:他说「好」']],
  ['a line to copy beside the text', '先发她', '王姐', [], ['text:先发她', 'quote:王姐']],
  [
    'a mark by title',
    '24小时〔四·处理时限〕,其余没有数〔工作号〕',
    undefined,
    ['处理时限'],
    ['text:24小时', 'mark:四·处理时限', 'text:,其余没有数〔工作号〕'],
  ],
  [
    'marks by place',
    '甲〔四/4〕乙〔三/1〕',
    undefined,
    ['时限', '受理'],
    ['text:甲', 'mark:四/4', 'text:乙', 'mark:三/1'],
  ],
  ['a mark by number', '24小时[1]。第[9]项', undefined, ['时限'], ['text:24小时', 'mark:时限', 'text:。第[9]项']],
  ['brackets without a citation', '写作〔空〕', undefined, [], ['text:写作〔空〕']],
] as const)('%s', (_, text, copy, titles, parts) => {
  expect(partsOf(text, copy, titles.map(cite)).map((part) => `${part.kind}:${part.text}`)).toEqual(parts);
});
