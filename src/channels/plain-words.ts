/** Our words are no markup: signs that a channel would take for it become their full-width twins. */
export function plainWords(text: string): string {
  return text.replace(/[*`]/g, widened).replace(/^[#>]/gm, widened).replaceAll('](', '] (');
}

function widened(sign: string): string {
  return String.fromCharCode(sign.charCodeAt(0) + 0xfee0);
}
