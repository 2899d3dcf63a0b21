// The colour scheme: the system's, unless the reader chose one.
type Choice = 'auto' | 'light' | 'dark';

const key = 'dlnx-verify-scheme';
const next: Record<Choice, Choice> = { auto: 'light', light: 'dark', dark: 'auto' };
const words: Record<Choice, string> = { auto: 'as the system', light: 'light', dark: 'dark' };
const system = matchMedia('(prefers-color-scheme: dark)');

export function restoreScheme(): void {
  try {
    apply((localStorage.getItem(key) as Choice | null) ?? 'auto');
  } catch {
    // Storage may be closed to pages opened from disk; the system's scheme is good then.
  }
}

export const isDark = (): boolean => chosen() === 'dark' || (chosen() === 'auto' && system.matches);

export function onScheme(button: HTMLButtonElement, changed: () => void): void {
  describe(button);
  button.addEventListener('click', () => {
    apply(next[chosen()]);
    describe(button);
    changed();
  });
  system.addEventListener('change', changed);
}

function chosen(): Choice {
  const scheme = document.documentElement.dataset.scheme;
  return scheme === 'light' || scheme === 'dark' ? scheme : 'auto';
}

function apply(choice: Choice): void {
  document.documentElement.dataset.scheme = choice;
  try {
    localStorage.setItem(key, choice);
  } catch {
    // The choice then lasts as long as the page.
  }
}

function describe(button: HTMLButtonElement): void {
  const text = `Colour scheme: ${words[chosen()]}`;
  button.setAttribute('aria-label', text);
  button.title = text;
  button.textContent = { auto: '◐', light: '○', dark: '●' }[chosen()];
}
