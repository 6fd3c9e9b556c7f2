import { expect, test } from '@jest/globals';
import { linkCommand } from '../../../src/turn/links/commands.js';

test.each([
  ['给华盛物流的李敏发个投诉链接', 'make'],
  ['给远帆食品王芳发一个二维码', 'make'],
  ['发个投诉链接给远帆食品的王芳', 'make'],
  ['生成投诉二维码', 'make'],
  ['給遠帆食品發個投訴連結', 'make'],
  ['send a complaint link to Wang Fang at Yuanfan', 'make'],
  ['我发过哪些链接', 'list'],
  ['看看我的链接', 'list'],
  ['my links', 'list'],
  ['作废3号链接', 'revoke'],
  ['把3号链接作废', 'revoke'],
  ['revoke link 3', 'revoke'],
])('%s → %s', (said, wanted) => {
  expect(linkCommand(said)).toBe(wanted);
});

test.each([
  '远帆食品王芳投诉:点了短信里的链接就扣了30元',
  '客户说客服给他发个链接点了就扣费 要求退',
  '王芳说二维码扫不出来 很生气',
  '我们发的链接客户打不开',
  '链接',
])('only speaks of one: %s', (said) => {
  expect(linkCommand(said)).toBeUndefined();
});
