import { AppError } from '../src/errors.js';
import { createLogger } from '../src/log.js';

function capture(isTTY = false) {
  const lines: string[] = [];
  const log = createLogger({ level: 'info', to: { isTTY, write: (line: string) => lines.push(line) } });
  return { log, lines };
}

test('what people said and who they are never reaches the log', () => {
  const { log, lines } = capture();
  log.info({ text: '李敏要求退费', turn: { name: '李敏', ms: 3 }, room: 'turn' }, 'turn done');
  expect(lines.join('')).not.toMatch(/李敏/);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'info', room: 'turn', turn: { ms: 3 }, msg: 'turn done' });
});

test('errors keep their code and cause, phone numbers are masked', () => {
  const { log, lines } = capture();
  const cause = new Error('no row for 李敏 13800138001');
  log.error({ err: new AppError('corrupt', 'The store is damaged.', { cause }) }, 'failed');
  const line = JSON.parse(lines[0] ?? '');
  expect(line.err).toMatchObject({ code: 'corrupt', message: 'The store is damaged.', cause: { type: 'Error' } });
  expect(lines[0]).not.toMatch(/李敏|13800138001/);
});

test('a parse error does not repeat its input', () => {
  const { log, lines } = capture();
  try {
    JSON.parse('李敏 13800138001');
  } catch (err) {
    log.warn({ err }, 'bad input');
  }
  expect(lines).toHaveLength(1);
  expect(lines[0]).not.toMatch(/李敏|13800138001/);
});

test('a terminal gets one readable line', () => {
  const { log, lines } = capture(true);
  log.child({ room: 'http' }).info({ port: 3978 }, 'listening');
  expect(lines[0]).toMatch(/^\d\d:\d\d:\d\d info http: listening port=3978\n$/);
});
