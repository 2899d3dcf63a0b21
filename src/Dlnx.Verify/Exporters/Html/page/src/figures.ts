import { load, unpack } from './packs';
import { isDark } from './scheme';
import type * as Plots from './plots';

declare const DlnxPlots: typeof Plots;

interface Drawn {
  view: { finalize(): void };
}

const drawn = new Map<HTMLElement, Drawn>();
const observer = new IntersectionObserver(entries => {
  for (const entry of entries) {
    if (!entry.isIntersecting) continue;
    observer.unobserve(entry.target);
    void draw(entry.target as HTMLElement);
  }
}, { rootMargin: '300px' });

// Figures are drawn when they come near the viewport.
export function watchFigures(root: ParentNode): void {
  for (const figure of root.querySelectorAll<HTMLElement>('[data-figure]'))
    if (!drawn.has(figure)) observer.observe(figure);
}

export function forgetFigures(root: ParentNode): void {
  for (const figure of root.querySelectorAll<HTMLElement>('[data-figure]')) {
    observer.unobserve(figure);
    drawn.get(figure)?.view.finalize();
    drawn.delete(figure);
  }
}

export function redrawFigures(): void {
  const figures = [...drawn.keys()];
  forgetFigures(document);
  for (const figure of figures) observer.observe(figure);
}

export async function csvOf(figure: HTMLElement): Promise<string> {
  const { table } = await contentOf(figure);
  const columns = Object.entries(table);
  const height = Math.max(0, ...columns.map(([, column]) => column.length));
  const lines = Array.from({ length: height }, (_, i) => columns.map(([, column]) => cell(column[i])).join(','));
  return [columns.map(([name]) => cell(name)).join(','), ...lines, ''].join('\n');
}

async function draw(figure: HTMLElement): Promise<void> {
  const plot = figure.querySelector<HTMLElement>('.plot');
  if (!plot) return;
  try {
    const [{ spec, table }] = await Promise.all([contentOf(figure), load('plots')]);
    const result = await DlnxPlots.draw(plot, spec, table, isDark());
    drawn.set(figure, result);
    plot.querySelector('summary')?.setAttribute('aria-label', 'Save or open this figure');
    figure.classList.add('drawn');
  } catch (error) {
    plot.textContent = `This figure cannot be drawn: ${String(error)}`;
    figure.classList.add('failed');
  }
}

async function contentOf(figure: HTMLElement): Promise<{ spec: Record<string, unknown>; table: Plots.Table }> {
  const text = await unpack(figure.dataset.figure ?? '');
  if (text === null) throw new Error('its data is not in this page');
  return JSON.parse(text);
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
