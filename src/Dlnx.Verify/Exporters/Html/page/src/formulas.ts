import katex from 'katex';

// MathML needs no fonts or styles of its own, and screen readers read it.
export function render(tex: string, element: HTMLElement, displayMode: boolean): void {
  katex.render(tex, element, { output: 'mathml', displayMode, throwOnError: true, strict: 'ignore', trust: false });
  // After an operator name as a script, as in λ_{\max}, KaTeX leaves an invisible third child, and browsers draw the script
  // on the line.
  for (const invisible of element.querySelectorAll('msub > mo, msup > mo, msubsup > mo')) {
    if (invisible.textContent === '\u2061') invisible.remove();
  }
  for (const letter of element.querySelectorAll('[mathvariant]')) {
    const alphabet = alphabets[letter.getAttribute('mathvariant') ?? ''];
    if (!alphabet || !letter.textContent) continue;
    letter.textContent = [...letter.textContent].map(c => inAlphabet(c, alphabet)).join('');
    letter.removeAttribute('mathvariant');
  }
}

// Browsers no longer draw `mathvariant`; Unicode has the letters themselves. Where capitals, small letters and digits begin:
type Alphabet = [capitals: number, smalls: number, digits: number];
const alphabets: Record<string, Alphabet> = {
  bold: [0x1d400, 0x1d41a, 0x1d7ce],
  'bold-italic': [0x1d468, 0x1d482, 0],
  script: [0x1d49c, 0x1d4b6, 0],
  fraktur: [0x1d504, 0x1d51e, 0],
  'double-struck': [0x1d538, 0x1d552, 0x1d7d8],
  'sans-serif': [0x1d5a0, 0x1d5ba, 0x1d7e2],
  monospace: [0x1d670, 0x1d68a, 0x1d7f6],
};

// Letters that Unicode had before it got the alphabets.
const older: Record<number, string> = Object.fromEntries(
  [...'1d49dℬ 1d4a0ℰ 1d4a1ℱ 1d4a3ℋ 1d4a4ℐ 1d4a7ℒ 1d4a8ℳ 1d4adℛ 1d4baℯ 1d4bcℊ 1d4c4ℴ 1d506ℭ 1d50bℌ 1d50cℑ 1d515ℜ 1d51dℨ 1d53aℂ 1d53fℍ 1d545ℕ 1d547ℙ 1d548ℚ 1d549ℝ 1d551ℤ'
    .matchAll(/(1d[0-9a-f]{3})(\S)/g)].map(([, code, letter]) => [parseInt(code!, 16), letter!]));

function inAlphabet(c: string, [capitals, smalls, digits]: Alphabet): string {
  const code = /[A-Z]/.test(c) ? capitals + c.charCodeAt(0) - 65
    : /[a-z]/.test(c) ? smalls + c.charCodeAt(0) - 97
    : /[0-9]/.test(c) && digits > 0 ? digits + Number(c)
    : 0;
  return code === 0 ? c : (older[code] ?? String.fromCodePoint(code));
}
