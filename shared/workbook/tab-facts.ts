import type { TabKey } from '../domain/school.ts';
import type { AllTabFacts, NamedColumn, TabFacts } from '../domain/tab-facts.ts';
import type { Column, TabSpec } from './column.ts';
import { TABS } from './tabs/index.ts';

/** What the files of the tabs declare, as data for rules and points. */
export const TAB_FACTS = Object.fromEntries(
  Object.values(TABS).map((spec) => [spec.key, factsOf(spec as unknown as TabSpec<TabKey>)]),
) as unknown as AllTabFacts;

function factsOf(spec: TabSpec<TabKey>): TabFacts {
  const { key, title, required, rowKeys, unique, rowPlace, host = null, person, personName } = spec;
  const columns = Object.entries<Column<unknown>>(spec.columns as never);
  const named = (field: string): NamedColumn => [field, columns.find(([name]) => name === field)?.[1].heading ?? ''];
  const dated = (dates: Column<unknown>['dates']): readonly NamedColumn[] =>
    columns.filter(([, column]) => column.dates === dates).map(([field]) => named(field));
  return {
    key,
    title,
    required,
    keys: unique ? rowKeys.map((fields) => fields.map(named)) : [],
    rowPlace,
    host,
    person: person === undefined ? null : named(person),
    personName: personName === undefined ? null : named(personName),
    personOf: spec.personOf ?? 'class',
    calledBy: calledBy(spec),
    births: dated('birth'),
    past: dated('past'),
    counts: (spec.counts ?? []).map((fields) => fields.map(named)),
  };
}

function calledBy({ rowKeys, host, person }: TabSpec<TabKey>): TabFacts['calledBy'] {
  const [key = []] = rowKeys;
  const kind = person === undefined ? 'organization' : 'person';
  const part = key.findIndex((field) => field === (person ?? host));
  return part < 0 ? null : { kind, part };
}
