// Search, filters and order of the claims' table. The hash keeps them, so that a filtered table can be linked.
const form = document.querySelector<HTMLFormElement>('[data-filters]');
const body = document.querySelector<HTMLTableSectionElement>('[data-claims] tbody');
const rows = [...(body?.rows ?? [])];
const names = ['paper', 'kind', 'verdict', 'status', 'tier'] as const;

export const visibleClaims = (): string[] =>
  [...(body?.rows ?? [])].filter(row => !row.hidden).map(row => row.cells[0]?.textContent ?? '');

export function startTable(): void {
  form?.addEventListener('input', filter);
  form?.addEventListener('submit', event => event.preventDefault());
  form?.addEventListener('reset', () => setTimeout(filter));
  for (const head of document.querySelectorAll<HTMLTableCellElement>('[data-claims] th[aria-sort]'))
    head.querySelector('button')?.addEventListener('click', () => sort(head));
  document.addEventListener('keydown', event => {
    const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
    if (event.key !== '/' || typing || event.ctrlKey || event.metaKey) return;
    const search = form?.querySelector<HTMLInputElement>('input[name=q]');
    if (!search?.offsetParent) return;
    event.preventDefault();
    search.focus();
  });
}

// Sets the filters from a query such as `verdict=Refuted&paper=B`.
export function applyQuery(query: string): void {
  if (!form) return;
  const wanted = new URLSearchParams(query);
  for (const name of ['q', ...names]) {
    const field = form.elements.namedItem(name) as HTMLInputElement | HTMLSelectElement | null;
    if (field) field.value = wanted.get(name) ?? '';
  }
  show();
}

function filter(): void {
  show();
  const query = new URLSearchParams();
  for (const [name, value] of values()) if (value) query.set(name, value);
  history.replaceState(history.state, '', query.size > 0 ? `#?${query}` : '#');
}

function show(): void {
  const wanted = new Map(values());
  const words = (wanted.get('q') ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  let found = 0;
  for (const row of rows) {
    const data = row.dataset;
    row.hidden = !(
      names.every(name => !wanted.get(name) || data[name] === wanted.get(name)) &&
      words.every(word => data.text?.includes(word))
    );
    if (!row.hidden) found++;
  }
  const output = form?.querySelector('output');
  if (output) output.textContent = found === rows.length ? `${found} claims` : `${found} of ${rows.length} claims`;
}

function values(): [string, string][] {
  return form ? [...new FormData(form)].map(([name, value]) => [name, String(value).trim()]) : [];
}

function sort(head: HTMLTableCellElement): void {
  const column = head.cellIndex;
  const descending = head.getAttribute('aria-sort') === 'ascending';
  for (const other of head.parentElement?.children ?? []) other.setAttribute('aria-sort', 'none');
  head.setAttribute('aria-sort', descending ? 'descending' : 'ascending');
  const key = (row: HTMLTableRowElement): string => {
    const cell = row.cells[column];
    return cell?.dataset.sort ?? cell?.textContent ?? '';
  };
  const sign = descending ? -1 : 1;
  rows.sort((a, b) => sign * compare(key(a), key(b)) || Number(a.dataset.order) - Number(b.dataset.order));
  body?.append(...rows);
}

const compare = (a: string, b: string): number =>
  a !== '' && b !== '' && !Number.isNaN(Number(a)) && !Number.isNaN(Number(b)) ? Number(a) - Number(b) : a < b ? -1 : a > b ? 1 : 0;
