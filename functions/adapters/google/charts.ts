import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import type { ImageChart, TabImage } from '../../../shared/sheet/image.ts';
import type { OutputGrid } from '../../../shared/sheet/lay-out.ts';
import { chosenId } from './chosen-id.ts';
import type { CurrentSheet } from './current-workbook.ts';

/** Charts of an output tab. They have ids of our choosing and are updated in place; a user's own chart is never touched. */

type Request = sheets_v4.Schema$Request;

/** More charts than any tab has: the range in which to look for our charts that are no longer wanted. */
const MOST_CHARTS = 12;
const WIDTH = 480;
const HEIGHT = 280;
/** Rows that a chart covers. */
const ROWS = 15;

/** Columns beside the content of a tab with charts, for the charts to stand on. */
export const CHART_COLUMNS = 6;

export function chartIds(key: string, count: number): number[] {
  return Array.from({ length: count }, (_, at) => chosenId(`chart ${key} ${at}`));
}

export function chartRequests(
  sheetId: number,
  image: TabImage,
  grid: OutputGrid,
  current: CurrentSheet | null,
  taken: ReadonlySet<number>,
): Request[] {
  const charts = image.charts ?? [];
  const there = new Set(current?.charts ?? []);
  const ids = chartIds(image.key, Math.max(charts.length, MOST_CHARTS));
  return ids.flatMap((chartId, at): Request[] => {
    const chart = charts[at];
    if (chart === undefined) return there.has(chartId) ? [{ deleteEmbeddedObject: { objectId: chartId } }] : [];
    const spec = specOf(sheetId, chart, grid);
    if (there.has(chartId)) return [{ updateChartSpec: { chartId, spec } }];
    // A chart that the user moved to another tab belongs to the user.
    if (taken.has(chartId)) return [];
    const rowIndex = Math.min(at * (ROWS + 1), Math.max(grid.rows.length - 1, 0));
    const anchorCell = { sheetId, rowIndex, columnIndex: grid.columns };
    const overlayPosition = { anchorCell, widthPixels: WIDTH, heightPixels: HEIGHT };
    return [{ addChart: { chart: { chartId, spec, position: { overlayPosition } } } }];
  });
}

function specOf(sheetId: number, chart: ImageChart, grid: OutputGrid): sheets_v4.Schema$ChartSpec {
  const data = (column: number): sheets_v4.Schema$ChartData => ({
    sourceRange: {
      sources: [
        {
          sheetId,
          startRowIndex: grid.firstRow + chart.fromRow,
          endRowIndex: grid.firstRow + chart.toRow + 1,
          startColumnIndex: column,
          endColumnIndex: column + 1,
        },
      ],
    },
  });
  const [labels, values] = [data(chart.labelColumn), data(chart.valueColumn)];
  if (chart.kind === 'pie')
    return { title: chart.title, pieChart: { legendPosition: 'RIGHT_LEGEND', domain: labels, series: values } };
  const isBar = chart.kind === 'bar';
  return {
    title: chart.title,
    basicChart: {
      chartType: isBar ? 'BAR' : 'COLUMN',
      legendPosition: 'NO_LEGEND',
      headerCount: 0,
      domains: [{ domain: labels }],
      series: [{ series: values, targetAxis: isBar ? 'BOTTOM_AXIS' : 'LEFT_AXIS' }],
    },
  };
}
