import { load } from './packs';
import type * as Formulas from './formulas';

declare const DlnxFormulas: typeof Formulas;

// Replaces TeX sources by formulas; a source that KaTeX refuses stays as it is, readable as text.
export async function typeset(root: ParentNode): Promise<void> {
  const sources = root.querySelectorAll<HTMLElement>('[data-tex]');
  if (sources.length === 0) return;
  await load('formulas');
  for (const element of sources) {
    const tex = element.textContent ?? '';
    element.removeAttribute('data-tex');
    try {
      DlnxFormulas.render(tex, element, element.classList.contains('display'));
    } catch {
      element.textContent = tex;
      element.classList.add('tex-failed');
    }
  }
}
