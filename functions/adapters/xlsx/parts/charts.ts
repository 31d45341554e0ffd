import type { ImageChart } from '../../../../shared/sheet/image.ts';
import type { OutputGrid } from '../../../../shared/sheet/lay-out.ts';
import { escapeXml } from '../package/text.ts';
import { columnLetters, quotedTitle } from '../sheet/address.ts';

/** The chart part of one chart over rows of an output tab. */

const CHART = 'http://schemas.openxmlformats.org/drawingml/2006/chart';
const DRAWING = 'http://schemas.openxmlformats.org/drawingml/2006/main';
const COLOURS = ['1F4E79', 'C0392B', 'D4A017', '2E8B57', '7F6BB3', '5B9BD5', '8E6C4E', '708090'];

export interface ChartPlace {
  readonly title: string;
  readonly grid: OutputGrid;
  /** Zero-based row of the sheet where `rows[0]` of the image stands. */
  readonly firstRow: number;
}

function reference(place: ChartPlace, chart: ImageChart, column: number): string {
  const letters = columnLetters(column);
  const top = place.firstRow + chart.fromRow + 1;
  const bottom = place.firstRow + chart.toRow + 1;
  return `${quotedTitle(place.title)}!$${letters}$${top}:$${letters}$${bottom}`;
}

/** Values that stand in the part beside the reference, so that a viewer need not compute. */
function points(place: ChartPlace, chart: ImageChart, column: number, numbers: boolean): string {
  const count = chart.toRow - chart.fromRow + 1;
  const items: string[] = [];
  for (let at = 0; at < count; at++) {
    const value = place.grid.rows[place.firstRow + chart.fromRow + at]?.[column]?.value ?? null;
    if (value === null || (numbers && typeof value !== 'number')) continue;
    items.push(`<c:pt idx="${at}"><c:v>${escapeXml(String(value))}</c:v></c:pt>`);
  }
  const inner = `<c:ptCount val="${count}"/>${items.join('')}`;
  return numbers
    ? `<c:numCache><c:formatCode>General</c:formatCode>${inner}</c:numCache>`
    : `<c:strCache>${inner}</c:strCache>`;
}

const fill = (colour: string): string => `<c:spPr><a:solidFill><a:srgbClr val="${colour}"/></a:solidFill></c:spPr>`;

function series(place: ChartPlace, chart: ImageChart): string {
  const count = chart.toRow - chart.fromRow + 1;
  const pie = chart.kind === 'pie';
  const slices = pie
    ? Array.from(
        { length: count },
        (_, at) => `<c:dPt><c:idx val="${at}"/><c:bubble3D val="0"/>${fill(COLOURS[at % COLOURS.length]!)}</c:dPt>`,
      ).join('')
    : '';
  const labels =
    '<c:dLbls><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/>' +
    `<c:showPercent val="0"/><c:showBubbleSize val="0"/>${pie ? '<c:showLeaderLines val="1"/>' : ''}</c:dLbls>`;
  return (
    `<c:ser><c:idx val="0"/><c:order val="0"/>${pie ? '' : `${fill(COLOURS[0]!)}<c:invertIfNegative val="0"/>`}${slices}${labels}` +
    `<c:cat><c:strRef><c:f>${escapeXml(reference(place, chart, chart.labelColumn))}</c:f>${points(place, chart, chart.labelColumn, false)}</c:strRef></c:cat>` +
    `<c:val><c:numRef><c:f>${escapeXml(reference(place, chart, chart.valueColumn))}</c:f>${points(place, chart, chart.valueColumn, true)}</c:numRef></c:val></c:ser>`
  );
}

function plot(place: ChartPlace, chart: ImageChart): string {
  if (chart.kind === 'pie') {
    return `<c:pieChart><c:varyColors val="1"/>${series(place, chart)}<c:firstSliceAng val="0"/></c:pieChart>`;
  }
  const bar = chart.kind === 'bar';
  return (
    `<c:barChart><c:barDir val="${bar ? 'bar' : 'col'}"/><c:grouping val="clustered"/><c:varyColors val="0"/>${series(place, chart)}` +
    '<c:gapWidth val="60"/><c:axId val="111111111"/><c:axId val="222222222"/></c:barChart>' +
    // The first label of a bar chart is on top, as in the table.
    `<c:catAx><c:axId val="111111111"/><c:scaling><c:orientation val="${bar ? 'maxMin' : 'minMax'}"/></c:scaling><c:delete val="0"/>` +
    `<c:axPos val="${bar ? 'l' : 'b'}"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>` +
    '<c:tickLblPos val="nextTo"/><c:crossAx val="222222222"/><c:crosses val="autoZero"/></c:catAx>' +
    `<c:valAx><c:axId val="222222222"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/></c:scaling><c:delete val="0"/><c:axPos val="${bar ? 't' : 'l'}"/>` +
    '<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>' +
    '<c:crossAx val="111111111"/><c:crosses val="autoZero"/></c:valAx>'
  );
}

export function chartXml(place: ChartPlace, chart: ImageChart): string {
  const legend = chart.kind === 'pie' ? '<c:legend><c:legendPos val="r"/><c:overlay val="0"/></c:legend>' : '';
  return (
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<c:chartSpace xmlns:c="${CHART}" xmlns:a="${DRAWING}"><c:roundedCorners val="0"/>` +
    `<c:chart><c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr sz="1200" b="1"/></a:pPr><a:r><a:rPr lang="zh-CN" sz="1200" b="1"/><a:t>${escapeXml(chart.title)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>` +
    `<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>${plot(place, chart)}</c:plotArea>${legend}<c:plotVisOnly val="0"/><c:dispBlanksAs val="gap"/></c:chart></c:chartSpace>`
  );
}
