import { createTopicModel, featuresOf } from '../../src/handbook/topic-model.js';
import { finish } from '../../src/steps.js';

const texts = (...all: string[]) => all.map((text) => featuresOf(text, []));
const topics = [
  texts('投诉多久答复', '投诉时限'),
  texts('通讯录每月收几家', '收集通讯录'),
  texts('驻点几小时', '驻点时长'),
];
const model = finish(createTopicModel(topics));
const best = (text: string) => {
  const { ofTopic } = model.likelihood(featuresOf(text, []));
  return ofTopic.indexOf(Math.max(...ofTopic));
};

test.each([
  ['答复投诉要多久', 0],
  ['通讯录要收多少', 1],
  ['一次驻点多长', 2],
])('%s is about topic %i', (text, topic) => {
  expect(best(text)).toBe(topic);
});

test('what no topic has seen is told', () => {
  expect(model.likelihood(featuresOf('投诉时限', [])).unseen).toBe(0);
  expect(model.likelihood(featuresOf('红烧肉', [])).unseen).toBe(1);
});
