// Data blocks of the page: compressed text that is unpacked when it is needed.
const packs = new Map<string, HTMLScriptElement>();
const loaded = new Map<string, Promise<void>>();

const ready = new Promise<void>(resolve => {
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', () => resolve());
  else resolve();
}).then(() => {
  for (const script of document.querySelectorAll<HTMLScriptElement>('script[data-pack]'))
    packs.set(script.dataset.pack ?? '', script);
});

export async function unpack(name: string): Promise<string | null> {
  await ready;
  const data = packs.get(name)?.textContent;
  if (!data) return null;
  const bytes = Uint8Array.from(atob(data), c => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Response(stream).text();
}

// The Content-Security-Policy names the hash of the library, so the inserted script may run; an altered one may not.
export function load(name: string): Promise<void> {
  let loading = loaded.get(name);
  if (!loading) {
    loading = unpack(name).then(text => {
      const script = document.createElement('script');
      script.textContent = text;
      document.head.append(script);
    });
    loaded.set(name, loading);
  }
  return loading;
}
