import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, test } from '@jest/globals';
import { chatCommand } from '../../src/cli/chat.js';
import { AppError } from '../../src/errors.js';
import { bot } from '../web/bot.js';
import { House } from '../web/house.js';

/** Runs the command over a small house; resolves to what it wrote and what reached the house. */
async function chat(lines: string[], args: string[] = [], house = new House(bot)) {
  const [out, err] = [new PassThrough(), new PassThrough()];
  let closed = 0;
  const command = chatCommand(async () => ({
    turns: house,
    close: async () => {
      closed += 1;
    },
  }));
  const input = Readable.from(lines.map((line) => `${line}\n`));
  const code = await command.run(args, { in: input, out, err, env: {} });
  out.end();
  err.end();
  return { code, out: await text(out), err: await text(err), house, closed };
}

test('one line in, its replies out', async () => {
  const { code, out, err, closed } = await chat(['VIP投诉多久要回来着']);
  expect(out).toBe(
    'VIP客户和重大投诉:24小时内处理完并回复,按钟点走,周末也算。〔四·处理时限〕\n  出处 四 投诉处理 › 处理时限:贵宾客户的投诉和重大投诉,二十四小时内办结并答复。\n',
  );
  expect([code, err, closed]).toEqual([0, '', 1]);
});

test('a number is the button it stands for, only while it is offered', async () => {
  const { house, out } = await chat(['远帆食品王芳来电', '1', '1']);
  expect(house.ran.map((said) => said.text)).toEqual(['远帆食品王芳来电', '确认', '1']);
  expect(out).toContain('[1] 确认  [2] 修改  [3] 取消\n');
});

test('/quit leaves what follows unsaid', async () => {
  const { house } = await chat(['在吗', ' ', '/quit', '还在吗']);
  expect(house.ran.map((said) => said.text)).toEqual(['在吗']);
});

test('who types and in which conversation is chosen; a new run begins a new conversation', async () => {
  const house = new House(bot);
  await chat(['一'], ['--as', 'demo-supervisor', '--conversation', 'mine'], house);
  await chat(['二'], [], house);
  await chat(['三'], [], house);
  expect(house.ran.map((said) => said.from.id)).toEqual(['demo-supervisor', 'demo-manager', 'demo-manager']);
  const conversations = house.ran.map((said) => said.conversation.id);
  expect(conversations[0]).toBe('mine');
  expect(new Set(conversations).size).toBe(3);
});

test('files of replies are saved where asked', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'shouwen-chat-'));
  try {
    const { out } = await chat(['确认'], ['--files', folder]);
    expect(out).toContain('附件:BF-261203-9TD4.ics');
    expect(await readdir(folder)).toEqual(['BF-261203-9TD4.ics']);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('a message that fails is told, the next one goes on, and the exit code remembers', async () => {
  const house = new House((said) => {
    if (said.text === '坏') throw new AppError('unreachable', 'the store is busy; try again');
    return [{ text: '好' }];
  });
  const { code, out, err } = await chat(['坏', '下一句'], [], house);
  expect([code, out, err]).toEqual([1, '好\n', '这句没办成:the store is busy; try again\n']);
});

test('an unknown option opens nothing and explains', async () => {
  const { code, err, closed } = await chat([], ['--who', 'me']);
  expect([code, closed]).toEqual([2, 0]);
  expect(err).toContain('Usage: shouwen chat');
});
