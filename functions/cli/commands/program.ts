import type { Command } from 'commander';
import { addAudit, addNotify, addServe } from './night.ts';
import { addDocuments, addReport } from './papers.ts';
import { emptyProgram, type MakeAction, type Parser, parserOf } from './parser.ts';
import { addExplain, addHistory, addRules, addWhy } from './questions.ts';
import { addForget, addStore } from './stored.ts';
import { addDoctor, addImport, addInit } from './workbooks.ts';
import { addVerify, addYearEnd } from './year.ts';

/** Every command, in the order of the help. */
const COMMANDS: readonly ((parser: Parser) => void)[] = [
  addAudit,
  addInit,
  addImport,
  addYearEnd,
  addVerify,
  addDoctor,
  addServe,
  addNotify,
  addReport,
  addDocuments,
  addRules,
  addExplain,
  addWhy,
  addHistory,
  addForget,
  addStore,
];

/** The command line with all its commands; `run` makes the action of each. */
export function buildProgram(run: MakeAction): Command {
  const program = emptyProgram();
  const parser = parserOf(program, run);
  for (const add of COMMANDS) add(parser);
  return program;
}
