type Edge = Date | number | undefined;

/** A range of a field as conditions of a filter, both edges included; none where neither is given. */
export function between(field: string, from: Edge, to: Edge): Record<string, unknown>[] {
  if (from === undefined && to === undefined) return [];
  return [{ [field]: { ...(from === undefined ? {} : { $gte: from }), ...(to === undefined ? {} : { $lte: to }) } }];
}
