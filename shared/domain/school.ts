/**
 * Rows of the college workbooks as the core sees them: one object per row, one field per column (workbooks.md §2).
 * `row` is the row number as the sheet shows it (1 = first), `college` the college's place in 学院登记 order.
 */
export interface Row {
  readonly row: number;
  readonly college: number;
}

/**
 * Tables of a college workbook, by the English name of the tab. Each file of shared/workbook/tabs adds its own: the
 * fields of a row are the columns of its tab, declared there once.
 */
export interface Tables extends Readonly<Record<never, never>> {}

/** English name of an input tab of a college workbook. */
export type TabKey = keyof Tables;
/** Row type of a tab. */
export type RowIn<Tab extends TabKey> = Tables[Tab][number];
/** Column of a tab, by its English name. */
export type FieldOf<Tab extends TabKey> = Exclude<keyof RowIn<Tab>, keyof Row> & string;

/** 组织. */
export type Organization = RowIn<'organizations'>;
/** 花名册. */
export type Student = RowIn<'students'>;
/** 任职. One cell may mean two posts: `班长（兼团支部副书记）`. */
export type Tenure = RowIn<'tenures'>;
/** 发展台账. */
export type Development = RowIn<'developments'>;
/** 活动台账. */
export type Activity = RowIn<'activities'>;
/** 工作计划. */
export type Plan = RowIn<'plans'>;
/** 议事决策. */
export type Decision = RowIn<'decisions'>;
/** 承诺考评. */
export type Pledge = RowIn<'pledges'>;
/** 计划事项. */
export type PlanItem = RowIn<'planItems'>;
/** 述责测评. */
export type Tally = RowIn<'tallies'>;
/** 荣誉. */
export type Honor = RowIn<'honors'>;
