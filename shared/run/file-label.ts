/** Version of a workbook in a listing of files; 学院登记 may leave out the file extension. `null`: it is not there. */
export function labelOf(current: ReadonlyMap<string, string>, id: string): string | null {
  const name = id.trim().normalize('NFC');
  return current.get(name) ?? current.get(`${name}.xlsx`) ?? current.get(`${name}.xlsm`) ?? null;
}
