// A strip is one stop of the Tab key; arrows move within it.
export function startStrips(): void {
  for (const strip of document.querySelectorAll<HTMLElement>('[data-strip]')) {
    const cells = [...strip.querySelectorAll<HTMLAnchorElement>('a')];
    cells.forEach((cell, i) => (cell.tabIndex = i === 0 ? 0 : -1));
    strip.addEventListener('keydown', event => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      const at = cells.indexOf(document.activeElement as HTMLAnchorElement);
      const next = step && at >= 0 ? cells[at + step] : undefined;
      if (!next) return;
      event.preventDefault();
      cells.forEach(cell => (cell.tabIndex = cell === next ? 0 : -1));
      next.focus();
    });
  }
}

// Pointing at a node of the graph brings out what it rests on and what rests on it.
export function startGraph(): void {
  for (const canvas of document.querySelectorAll<HTMLElement>('.graph .canvas')) {
    const light = (event: Event): void => {
      const id = (event.target as Element).closest<SVGElement>('[data-node]')?.dataset.node;
      canvas.classList.toggle('lit', id !== undefined);
      for (const edge of canvas.querySelectorAll<SVGElement>('[data-from]'))
        edge.classList.toggle('on', edge.dataset.from === id || edge.dataset.to === id);
    };
    for (const kind of ['pointerover', 'focusin', 'focusout', 'pointerleave']) canvas.addEventListener(kind, light);
  }
}
