import embed, { type Result, type VisualizationSpec } from 'vega-embed';
import { expressionInterpreter } from 'vega-interpreter';

type Row = Record<string, unknown>;
type Config = Record<string, unknown>;
export type Table = Record<string, unknown[]>;

const svgUpTo = 3000;

// Draws a figure. The interpreter evaluates Vega's expressions without `Function`, which the page's policy forbids.
export async function draw(element: HTMLElement, spec: Config, table: Table, dark: boolean): Promise<Result> {
  const values = rows(table);
  const drawn = {
    ...(dark ? recoloured(spec) : spec),
    title: undefined,
    autosize: { type: 'fit', contains: 'padding' },
    background: 'transparent',
    data: { name: 'table', values },
    config: { ...(spec.config as Config), ...ink(spec.config as Config, dark, columns(values, element.clientWidth)) },
  };
  return embed(element, drawn as unknown as VisualizationSpec, {
    mode: 'vega-lite',
    ast: true,
    expr: expressionInterpreter,
    renderer: values.length > svgUpTo ? 'canvas' : 'svg',
    defaultStyle: false,
    forceActionsMenu: true,
    tooltip: { disableDefaultStyle: true },
    actions: { export: true, source: true, compiled: false, editor: true },
    downloadFileName: 'figure',
  });
}

export const rows = (table: Table): Row[] => {
  const columns = Object.entries(table);
  const height = Math.max(0, ...columns.map(([, column]) => column.length));
  return Array.from({ length: height }, (_, i) => Object.fromEntries(columns.map(([name, column]) => [name, column[i]])));
};

// As many legend entries in a row as fit.
const columns = (values: Row[], width: number): number => {
  const longest = Math.max(1, ...[...new Set(values.map(row => String(row.series)))].map(name => name.length));
  return Math.max(1, Math.floor((width - 70) / (longest * 6.6 + 36)));
};

// The specification carries the house style; only its ink follows the colour scheme.
function ink(config: Config | undefined, dark: boolean, columns: number): Config {
  const [text, line, grid] = dark ? ['#c9cdd3', '#59616b', '#2a3038'] : ['#3b434c', '#a9afb6', '#ebe9e3'];
  const rule = dark ? '#a9b1ba' : '#59616b';
  const styles = (config?.style ?? {}) as Record<string, Config>;
  return {
    axis: { ...(config?.axis as Config), labelColor: text, titleColor: text, domainColor: line, tickColor: line, gridColor: grid },
    legend: { ...(config?.legend as Config), labelColor: text, titleColor: text, columns },
    style: {
      ...styles,
      threshold: { ...styles.threshold, color: rule },
      'threshold-label': { ...styles['threshold-label'], color: rule },
      cell: { stroke: 'transparent' },
    },
  };
}

// The house palette, with each hue light enough for a dark page.
const onDark: Record<string, string> = {
  '#0072b2': '#6fb7ea', '#d55e00': '#f08a4b', '#009e73': '#4fc3a1',
  '#b8578f': '#e39bc4', '#a87400': '#e3b84f', '#5a626b': '#a9b1ba',
};

const recoloured = (spec: Config): Config =>
  JSON.parse(JSON.stringify(spec), (_, value) => (typeof value === 'string' ? (onDark[value] ?? value) : value));
