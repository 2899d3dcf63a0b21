import { csvOf, forgetFigures, redrawFigures, watchFigures } from './figures';
import { startGraph, startStrips } from './keys';
import { unpack } from './packs';
import { onScheme } from './scheme';
import { applyQuery, startTable, visibleClaims } from './table';
import { typeset } from './typeset';

const views = new Map([...document.querySelectorAll<HTMLElement>('[data-view]')].map(v => [v.dataset.view ?? '', v]));
const positions = new Map<string, number>();
const title = document.title;
let shown = '';
let arrival = 0;

// The hash says what to show: nothing or a query for the table, the name of a view, or the id of a claim.
async function route(): Promise<void> {
  const turn = ++arrival;
  if (shown) positions.set(shown, scrollY);
  const hash = decode(location.hash.slice(1));
  if (hash === '' || hash.startsWith('?')) {
    applyQuery(hash.slice(1));
    show('claims', hash);
  } else if (hash !== 'claim' && views.has(hash)) {
    const view = views.get(hash)!;
    await fill(view, hash);
    await typeset(view);
    if (turn !== arrival) return;
    show(hash, hash);
    watchFigures(view);
  } else {
    await openClaim(hash, turn);
  }
}

// The errata and the graph are long; they are unpacked when they are first asked for.
async function fill(view: HTMLElement, name: string): Promise<void> {
  if (!('packed' in view.dataset)) return;
  delete view.dataset.packed;
  view.innerHTML = (await unpack(`view ${name}`)) ?? '';
  if (name === 'graph') startGraph();
}

async function find(name: string): Promise<{ id: string; html: string | null }> {
  const index: Record<string, { Pack: number; Id: string }> = JSON.parse((await unpack('index')) ?? '{}');
  const place = Object.hasOwn(index, name) ? index[name] : undefined;
  if (!place) return { id: name, html: null };
  const pages: Record<string, string> = JSON.parse((await unpack(`claims ${place.Pack}`)) ?? '{}');
  return { id: place.Id, html: pages[place.Id] ?? null };
}

async function openClaim(name: string, turn: number): Promise<void> {
  const { id, html } = await find(name);
  const view = views.get('claim')!;
  const template = document.createElement('template');
  template.innerHTML = html ?? '';
  if (html === null) template.content.append(unknown(name));
  else template.content.prepend(neighbours(id));
  await typeset(template.content);
  if (turn !== arrival) return;
  forgetFigures(view);
  view.replaceChildren(template.content);
  show('claim', name);
  watchFigures(view);
}

function show(view: string, key: string): void {
  for (const [name, element] of views) element.classList.toggle('shown', name === view);
  for (const link of document.querySelectorAll<HTMLElement>('[data-nav]')) {
    const here = link.dataset.nav === view || (view === 'claim' && link.dataset.nav === 'claims');
    if (here) link.setAttribute('aria-current', view === 'claim' ? 'true' : 'page');
    else link.removeAttribute('aria-current');
  }
  const heading = views.get(view)?.querySelector<HTMLElement>('h1');
  document.title = view === 'claims' ? title : `${heading?.textContent?.trim()} · dlnx-verify`;
  if (shown) heading?.focus({ preventScroll: true });
  scrollTo({ top: view === 'claim' ? 0 : (positions.get(key) ?? 0), behavior: 'instant' });
  shown = key || 'claims';
  for (const formula of views.get(view)?.querySelectorAll<HTMLElement>('.display, .table-frame') ?? [])
    if (formula.scrollWidth > formula.clientWidth) formula.tabIndex = 0;
  dispatchEvent(new Event('resize'));
}

function neighbours(id: string): HTMLElement {
  const nav = document.createElement('nav');
  nav.className = 'neighbours';
  nav.setAttribute('aria-label', 'Neighbouring claims');
  const claims = visibleClaims();
  const at = claims.indexOf(id);
  nav.append(link('', '← all claims'));
  if (at > 0) nav.append(link(claims[at - 1]!, `‹ ${claims[at - 1]}`));
  if (at >= 0 && at + 1 < claims.length) nav.append(link(claims[at + 1]!, `${claims[at + 1]} ›`));
  return nav;
}

function link(id: string, text: string): HTMLAnchorElement {
  const anchor = document.createElement('a');
  anchor.href = `#${id}`;
  anchor.textContent = text;
  return anchor;
}

function unknown(name: string): DocumentFragment {
  const fragment = document.createDocumentFragment();
  const heading = document.createElement('h1');
  heading.tabIndex = -1;
  heading.textContent = `No claim ${name} in this report`;
  fragment.append(heading, link('', '← all claims'));
  return fragment;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

async function act(event: MouseEvent): Promise<void> {
  const target = event.target as Element;
  const copy = target.closest<HTMLButtonElement>('[data-copy]');
  const csv = target.closest<HTMLButtonElement>('[data-csv]');
  if (target.closest('.skip')) {
    event.preventDefault();
    document.querySelector<HTMLElement>('main')?.focus();
  } else if (copy) {
    await navigator.clipboard?.writeText(copy.parentElement?.querySelector('code')?.textContent ?? '');
    copy.textContent = 'Copied';
    setTimeout(() => (copy.textContent = 'Copy'), 1500);
  } else if (csv) {
    const figure = csv.closest<HTMLElement>('[data-figure]')!;
    const download = document.createElement('a');
    download.href = URL.createObjectURL(new Blob([await csvOf(figure)], { type: 'text/csv' }));
    download.download = `${figure.dataset.figure?.replace(/[^A-Za-z0-9]+/g, '-')}.csv`;
    download.click();
    URL.revokeObjectURL(download.href);
  }
}

history.scrollRestoration = 'manual';
startTable();
startStrips();
onScheme(document.querySelector<HTMLButtonElement>('[data-theme-button]')!, redrawFigures);
document.addEventListener('click', event => void act(event));
addEventListener('hashchange', () => void route());
void route().then(() => (document.documentElement.dataset.ready = ''));
