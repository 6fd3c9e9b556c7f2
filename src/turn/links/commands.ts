const link = '(?:链接|鏈接|連結|二维码|二維碼|links?|qr(?: codes?)?)';

/** 作废3号链接, 把3号链接撤了, "revoke link 3". */
const revokes = new RegExp(
  `(?:作废|作廢|撤销|撤銷|撤回|撤掉|停用|取消|revoke|cancel).{0,8}${link}|${link}.{0,4}(?:作废|作廢|撤|停用|取消)`,
  'i',
);
/** 我发过哪些链接, "my links". */
const lists = new RegExp(
  `(?:哪些|几个|幾個|多少|我的|列|看看|看一下|查|\\bmy|\\blist|\\bwhich).{0,8}${link}|${link}.{0,3}(?:有哪些|清单|清單|列表|还有几|還有幾)`,
  'i',
);
/** 给远帆食品的王芳发个投诉链接, 来个二维码给王芳, "send a complaint link to …": nothing more is told after it. */
const makes = new RegExp(
  `(?:发|發|做|弄|生成|开|開|要|来|來|给|給|send|make|create)\\s*(?:(?:一?[个個条條张張]|an?|him|her)\\s*)?(?:客户|客戶|customer)?\\s*(?:投诉|投訴|complaint)?的?(?:用的)?\\s*${link}(?:\\s*(?:给|給|to|for).{1,24}|[吧呗啊哈吗嘛。.!！,，\\s]*(?:谢谢|謝謝)?[。!！]?)$`,
  'i',
);

/** What a message wants done with links to customers' own chats; undefined where it only speaks of a link. */
export function linkCommand(text: string): 'make' | 'list' | 'revoke' | undefined {
  const said = text.trim();
  if (said.length <= 24 && revokes.test(said)) return 'revoke';
  if (said.length <= 20 && lists.test(said)) return 'list';
  return said.length <= 60 && makes.test(said) ? 'make' : undefined;
}
